package dev.seatline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Pins the JSON of the contract: what is in `samples/` is what older and newer programs out there understand. Changing
/// an approved file means changing the contract.
class ApprovedSamplesTest {
    private static final Class<?>[] UNIONS = {Fact.class, Order.Wish.class, Person.class, Declaration.class, Call.class
    };
    private static final Class<?>[] MESSAGES = {
        EventBatch.class,
        Envelope.class,
        Confirm.class,
        SeatReport.class,
        ConsoleStatus.class,
        Settings.class,
        Order.class,
        Outcome.class
    };

    static Stream<Samples.Sample> all() {
        return Samples.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRecordIsWrittenAsApproved(Samples.Sample sample) throws IOException {
        // trees print their fields in the order in which they came, so this pins the order too
        assertThat(pretty(WireJson.write(sample.value()))).isEqualTo(approved(sample.name()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void anApprovedFileIsReadAsTheRecordItShows(Samples.Sample sample) throws IOException {
        byte[] file = approved(sample.name()).getBytes(StandardCharsets.UTF_8);
        assertThat(WireJson.read(file, sample.declared())).isEqualTo(new Decoded.Read<>(sample.value()));
    }

    @Test
    void everyKindAndEveryMessageHasItsApprovedFileAndThereIsNoOther() throws IOException {
        Set<String> needed = new TreeSet<>();
        for (Class<?> union : UNIONS) {
            for (Class<?> kind : union.getPermittedSubclasses()) {
                needed.add(WireJson.kind(union) + "." + WireJson.kind(kind) + ".json");
            }
        }
        for (Class<?> message : MESSAGES) {
            needed.add(WireJson.kind(message) + ".json");
        }
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/dev/seatline/wire/samples"))) {
            Set<String> found = new TreeSet<>();
            files.forEach(file -> found.add(file.getFileName().toString()));
            assertThat(found).isEqualTo(needed);
        }
        assertThat(Samples.all().stream().map(sample -> sample.name() + ".json"))
                .containsExactlyInAnyOrderElementsOf(needed);
    }

    @Test
    void everySealedTypeOfTheContractIsAmongTheUnions() {
        Set<Class<?>> sealed = new HashSet<>();
        Stream.of(MESSAGES, UNIONS)
                .flatMap(Stream::of)
                .flatMap(type -> type.isInterface() ? Stream.of(type.getPermittedSubclasses()) : Stream.of(type))
                .flatMap(type -> Stream.of(type.getRecordComponents()))
                .map(RecordComponent::getType)
                .filter(Class::isSealed)
                .forEach(sealed::add);
        assertThat(Set.of(UNIONS)).containsAll(sealed);
    }

    private static String pretty(byte[] json) {
        JsonNode tree = WireJson.mapper().readTree(json);
        return WireJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
    }

    private static String approved(String name) throws IOException {
        try (InputStream in = ApprovedSamplesTest.class.getResourceAsStream("samples/" + name + ".json")) {
            assertThat(in).as("approved sample %s.json", name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
