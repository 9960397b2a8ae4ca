package dev.seatline.bench.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.seatline.bench.access.Cells.Deed;
import dev.seatline.bench.access.Door.Habits;
import dev.seatline.bench.access.Packets.Entry;
import dev.seatline.bench.access.Packets.Will;
import dev.seatline.bench.access.RawMqtt.Answer;
import dev.seatline.server.HubConfig.ConsoleEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Those who have no business here, or come under a name that is not theirs. They do not wait to be let in: what
/// they want to say or hear follows at once. One thread.
///
/// @param matrix where the cells are filled in, and whose consoles listen
record Strangers(Door door, AccessMatrix matrix) {
    private static final byte[] NOTHING = new byte[0];
    private static final List<Integer> REFUSED_IN_5 = List.of(0x85, 0x86, 0x87);
    private static final List<Integer> REFUSED_IN_3 = List.of(2, 4, 5);

    void tryTheDoor() throws IOException, InterruptedException {
        matrix.settle();
        ConsoleEntry first = door.config().consoles().get(0);
        ConsoleEntry second = door.config().consoles().get(1);
        String name = first.console().text();
        String other = second.console().text();
        String secret = door.secret(name);
        for (int version : List.of(5, 4)) {
            for (Entry entry : List.of(
                    Entry.of(name, door.secret(other)),
                    Entry.of(name, Doors.sha256(secret)),
                    Entry.of(name, secret + "00"),
                    Entry.of(name, secret.substring(2)),
                    Entry.of(name, ""),
                    new Entry(name, Optional.of(name), Optional.empty()),
                    new Entry(name, Optional.empty(), Optional.empty()),
                    new Entry("", Optional.empty(), Optional.empty()),
                    Entry.of("", secret),
                    Entry.of("C77", secret),
                    Entry.of(Doors.HUB, secret),
                    Entry.of("admin", "admin"),
                    Entry.of("+", secret),
                    Entry.of("#", secret),
                    Entry.of("$SYS", secret),
                    Entry.of(name.substring(0, 2) + "/1", secret),
                    Entry.of(name + "/../" + other, secret),
                    Entry.of(name.toLowerCase(java.util.Locale.ROOT) + " ", secret))) {
                isRefused(entry, version, first);
            }
            for (String id : List.of(name, "+", "#", "C0/1", "anything")) {
                underAForeignName(new Entry(id, Optional.of(other), Optional.of(door.secret(other))), version, second);
            }
        }
        matrix.settle();
    }

    /// A right secret, but the client id is not its user. The hub's broker refuses that. Mosquitto puts the user
    /// in the place of the client id: he is let in as himself, and has his own rights.
    private void underAForeignName(Entry entry, int version, ConsoleEntry proven)
            throws IOException, InterruptedException {
        if (door.habits() == Habits.SAYS_NO) {
            isRefused(entry, version, proven);
            return;
        }
        matrix.away(proven.seat());
        String name = "%s, MQTT %s".formatted(entry, version == 5 ? "5" : "3.1.1");
        try (Party renamed = new Party(
                name,
                "right secret, another client id",
                door.port(),
                version,
                entry,
                new Role.Console(door.config().site(), proven.seat()),
                List.of(),
                new Mailbox(name))) {
            matrix.publishesSome(renamed);
            matrix.nothingForbidden(renamed);
        }
    }

    private void isRefused(Entry entry, int version, ConsoleEntry victim) throws IOException, InterruptedException {
        Party nobody = new Party(
                "%s, MQTT %s".formatted(entry, version == 5 ? "5" : "3.1.1"),
                "not let in",
                door.port(),
                version,
                entry,
                new Role.Nobody(),
                List.of(),
                new Mailbox("nobody"));
        List<String> topics = matrix.tries(victim.seat());
        Packets packets = new Packets(version);
        List<String> texts = new ArrayList<>();
        ByteArrayOutputStream publishes = new ByteArrayOutputStream();
        ByteArrayOutputStream subscribes = new ByteArrayOutputStream();
        for (String topic : topics) {
            String text = matrix.fresh("stranger");
            texts.add(text);
            int id = texts.size();
            if (Tries.writable(topic)) {
                publishes.writeBytes(packets.publish(id, topic, text.getBytes(UTF_8), id % 2, id % 3 == 0));
            }
            if (Tries.readable(topic)) {
                subscribes.writeBytes(packets.subscribe(id, topic));
            }
        }
        Answer published = refusal(nobody, Optional.empty(), publishes.toByteArray());
        Answer subscribed = refusal(nobody, Optional.empty(), subscribes.toByteArray());
        Will will = new Will(topics.getFirst(), matrix.fresh("stranger"), 1, true);
        Answer left = refusal(nobody, Optional.of(will), NOTHING);
        matrix.settle();
        for (int i = 0; i < topics.size(); i++) {
            if (Tries.writable(topics.get(i))) {
                matrix.refused(nobody, Deed.PUBLISH, topics.get(i), texts.get(i), published, right(version, published));
            }
            if (Tries.readable(topics.get(i))) {
                matrix.refused(nobody, Deed.SUBSCRIBE, topics.get(i), "", subscribed, right(version, subscribed));
            }
        }
        matrix.refused(nobody, Deed.LAST_WILL, will.topic(), will.text(), left, right(version, left));
    }

    /// Knocks, goes on talking, and waits until the broker has hung up.
    private static Answer refusal(Party nobody, Optional<Will> will, byte[] more)
            throws IOException, InterruptedException {
        try (RawMqtt line = nobody.knock(will, more)) {
            if (line.letIn()) {
                return line.welcome();
            }
            return line.endsInSilence() ? line.welcome() : new Answer(Answer.Kind.ANSWERED, 0);
        }
    }

    private static boolean right(int version, Answer answer) {
        return answer.kind() == Answer.Kind.CUT || (version == 5 ? REFUSED_IN_5 : REFUSED_IN_3).contains(answer.code());
    }
}
