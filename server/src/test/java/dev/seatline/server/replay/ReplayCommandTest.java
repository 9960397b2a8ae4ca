package dev.seatline.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class ReplayCommandTest {
    private static final Path V02 = Path.of("../config/scenarios/V02.yaml");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private Path wrong = Path.of("wrong.yaml");

    @BeforeEach
    void writeAWrongOne() throws IOException {
        wrong = folder.resolve("wrong.yaml");
        Files.writeString(
                wrong,
                Files.readString(V02)
                        .replace("agent: B, seat: S2, date: 2026-03-02, minutes: 1", "agent: B, minutes: 2"));
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--policies", "../config/policies"));
        return new CommandLine(new ReplayCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(all.toArray(String[]::new));
    }

    @Test
    void aRightFileIsSaidToBeRight() {
        assertThat(run(V02.toString())).isZero();
        assertThat(out.toString().lines()).hasSize(2).last().isEqualTo("1 right, 0 wrong");
    }

    @Test
    void aDifferenceIsSaidAndMakesTheStatusOne() {
        assertThat(run(V02.toString(), wrong.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("wrong.yaml: WRONG (from the first second on")
                .contains("its minutes is 1, not 2")
                .endsWith("1 right, 1 wrong\n");
    }

    @Test
    void aFolderMeansItsScenarios() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "no scenario");
        assertThat(run(folder.toString())).isEqualTo(1);
        assertThat(out.toString()).endsWith("0 right, 1 wrong\n");
    }

    @Test
    void aFileThatCannotBeReadIsToldWithItsLineAndWrongUseIsTwo() throws IOException {
        Files.writeString(wrong, "title: x\ncolour: red\n");
        assertThat(run(wrong.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("wrong.yaml:2: unknown key \"colour\"");
        assertThat(run("--loud", wrong.toString())).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void jsonHasOneElementForEachFile() {
        assertThat(run(
                        "--json",
                        V02.toString(),
                        wrong.toString(),
                        folder.resolve("none.yaml").toString()))
                .isEqualTo(1);
        JsonNode tree = WireJson.mapper().readTree(out.toString());
        assertThat(tree.size()).isEqualTo(3);
        assertThat(tree.get(0).get("right").asBoolean()).isTrue();
        assertThat(tree.get(0).get("verdicts").get(0).get("verdict").asString()).isEqualTo("late");
        assertThat(tree.get(1)
                        .get("missing")
                        .get(0)
                        .get("nearest")
                        .get("minutes")
                        .asInt())
                .isEqualTo(1);
        assertThat(tree.get(1).get("unexpected").size()).isEqualTo(1);
        assertThat(tree.get(2).get("mistakes").get(0).asString()).contains("no such file");
    }
}
