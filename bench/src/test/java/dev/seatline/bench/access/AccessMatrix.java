package dev.seatline.bench.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.seatline.bench.access.Cells.Deed;
import dev.seatline.bench.access.Door.Habits;
import dev.seatline.bench.access.Packets.Entry;
import dev.seatline.bench.access.Packets.Will;
import dev.seatline.bench.access.RawMqtt.Answer;
import dev.seatline.server.HubConfig.ConsoleEntry;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.Topic;
import dev.seatline.wire.Topic.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/// Tries every deed of a party on every topic at one door, and looks who got what.
///
/// A text that may not pass is never waited for: behind it goes one that may, the same way, and when that one has
/// come the other never will. One thread.
final class AccessMatrix implements AutoCloseable {
    /// How something is said.
    private record Form(int qos, boolean retained) {
        @Override
        public String toString() {
            return "QoS %d%s".formatted(qos, retained ? ", retained" : "");
        }
    }

    private record Tried(Deed deed, String topic, Form form, String text, Answer answer, boolean may) {}

    private static final List<Form> ALL_FORMS =
            List.of(new Form(0, false), new Form(0, true), new Form(1, false), new Form(1, true));
    private static final List<Form> SOME_FORMS = List.of(new Form(0, true), new Form(1, false));

    private static final List<Form> WILLS = List.of(new Form(0, false), new Form(1, true));
    private static final List<Form> ONE_WILL = List.of(new Form(1, true));

    private final Door door;
    private final Cells cells = new Cells();
    private final Map<SeatId, Party> consoles = new LinkedHashMap<>();
    private final Party witness;
    private @Nullable Party hub;
    private int texts;

    /// @param door open; stays the caller's
    AccessMatrix(Door door) {
        this.door = door;
        for (ConsoleEntry console : door.config().consoles()) {
            consoles.put(console.seat(), console(console, console.console() + " on " + console.seat(), 5));
        }
        witness = new Party(
                Doors.WITNESS,
                Doors.WITNESS,
                door.port(),
                5,
                Entry.of(Doors.WITNESS, Doors.HUB_SECRET),
                new Role.Nobody(),
                List.of("#", "$SYS/seatline/#"),
                new Mailbox(Doors.WITNESS));
    }

    private Party console(ConsoleEntry console, String name, int version) {
        List<String> usual = Arrays.stream(Channel.values())
                .filter(channel -> !channel.writtenByConsole())
                .map(channel -> topic(console.seat(), channel).text())
                .toList();
        return new Party(
                name,
                name,
                door.port(),
                version,
                door.entry(console.console().text()),
                new Role.Console(door.config().site(), console.seat()),
                usual,
                new Mailbox(name));
    }

    /// Everything that this door can be asked.
    Cells run() throws IOException, InterruptedException, MqttException {
        int number = 0;
        for (Party console : consoles.values()) {
            // the first two stand for all; of the others only the ids are peculiar
            boolean peculiar = number++ >= 2;
            publishes(console, peculiar ? SOME_FORMS : ALL_FORMS);
            wills(console, peculiar ? ONE_WILL : WILLS);
            subscribes(console);
        }
        olderConsole();
        consoleWithPaho();
        new Strangers(door, this).tryTheDoor();
        if (door.habits() == Habits.STAYS_SILENT) {
            hubItself();
        }
        nobodyEverGotWhatHeMayNot();
        return cells;
    }

    /// The same in MQTT 3.1.1, by the first console.
    private void olderConsole() throws IOException, InterruptedException {
        ConsoleEntry first = door.config().consoles().getFirst();
        party(consoles, first.seat()).leave();
        try (Party older = console(first, first.console() + ", MQTT 3.1.1", 4)) {
            publishes(older, SOME_FORMS);
            wills(older, ONE_WILL);
            subscribes(older);
            nothingForbidden(older);
        }
    }

    /// The same with the client that real consoles use. It refuses by itself what is not even a topic.
    private void consoleWithPaho() throws IOException, InterruptedException, MqttException {
        ConsoleEntry first = door.config().consoles().getFirst();
        List<Tried> tried = new ArrayList<>();
        settle();
        Party who = console(first, first.console() + ", with Paho", 5);
        try (PahoDeeds paho =
                PahoDeeds.connect(door.port(), door.entry(first.console().text()))) {
            for (String topic : tries(first.seat())) {
                if (Tries.writable(topic)) {
                    String text = fresh("paho");
                    Answer answer = paho.publish(topic, text);
                    tried.add(new Tried(Deed.PUBLISH, topic, new Form(1, false), text, answer, mayWrite(who, topic)));
                }
            }
        }
        settle();
        tried.forEach(one -> judge(who, one));
    }

    /// The hub's user at a broker elsewhere, by hand.
    private void hubItself() throws IOException, InterruptedException {
        door.traffic().stop();
        List<String> usual = Arrays.stream(Channel.values())
                .filter(Channel::writtenByConsole)
                .map(channel -> Topic.filter(door.config().site(), channel))
                .toList();
        try (Party own = new Party(
                "the hub's user",
                "the hub's user",
                door.port(),
                5,
                Entry.of(Doors.HUB, Doors.HUB_SECRET),
                new Role.Hub(door.config().site()),
                usual,
                new Mailbox("the hub's user"))) {
            hub = own;
            // what was retained wrongly would come now
            settle();
            publishes(own, ALL_FORMS);
            wills(own, WILLS);
            subscribes(own);
            nothingForbidden(own);
        }
    }

    /// For somebody whom only his name makes different.
    void publishesSome(Party who) throws IOException, InterruptedException {
        publishes(who, SOME_FORMS);
    }

    private void publishes(Party who, List<Form> forms) throws IOException, InterruptedException {
        List<Tried> tried = new ArrayList<>();
        // once it does not, nobody waits for it again
        boolean hangsUp = true;
        settle();
        for (String topic : tries(who)) {
            for (Form form : forms) {
                String text = fresh("said");
                boolean may = mayWrite(who, topic);
                RawMqtt line = who.line();
                Answer answer = line.publish(topic, text.getBytes(UTF_8), form.qos(), form.retained());
                if (!may && hangsUp && new ExpectedAnswer(door.habits(), who.version()).hangsUp()) {
                    // the answer to the ping may have overtaken it
                    hangsUp = line.ends();
                    answer = hangsUp ? new Answer(Answer.Kind.CUT, -1) : answer;
                }
                tried.add(new Tried(Deed.PUBLISH, topic, form, text, answer, may));
            }
        }
        behind(who);
        settle();
        tried.forEach(one -> judge(who, one));
    }

    private void wills(Party who, List<Form> forms) throws IOException, InterruptedException {
        List<Tried> tried = new ArrayList<>();
        who.leave();
        for (String topic : tries(who)) {
            for (Form form : forms) {
                String text = fresh("will");
                try (RawMqtt line =
                        who.knock(Optional.of(new Will(topic, text, form.qos(), form.retained())), new byte[0])) {
                    if (line.letIn()) {
                        line.leaveWithWill();
                    }
                    boolean may =
                            door.habits() == Habits.SAYS_NO ? who.role().mayLeaveWill(topic) : mayWrite(who, topic);
                    if (may && who.role() instanceof Role.Console) {
                        // at the hub's own broker a console that is back before it is said leaves none
                        heard().came(text);
                    }
                    tried.add(new Tried(Deed.LAST_WILL, topic, form, text, line.welcome(), may));
                }
            }
        }
        behind(who);
        settle();
        tried.forEach(one -> judge(who, one));
    }

    private void subscribes(Party who) throws IOException, InterruptedException {
        settle();
        who.leave();
        String sentinelTopic = who.role() instanceof Role.Console console
                ? topic(console.seat(), Channel.CONFIRM).text()
                : Topic.filter(door.config().site(), Channel.EVENT);
        for (String filter : tries(who)) {
            Answer answer = who.line().subscribe(filter);
            String beginning = fresh("probe") + " ";
            Set<String> expected = new TreeSet<>();
            boolean granted = answer.taken();
            for (String probed : probe(who, beginning)) {
                if (granted && Role.matches(filter, probed) && who.role().mayRead(probed)) {
                    expected.add(probed);
                }
            }
            who.line().subscribe(sentinelTopic);
            String sentinel = fresh("behind");
            sayTo(who, sentinel);
            who.mail().await(sentinel);
            Set<String> got = new TreeSet<>();
            who.mail().texts(beginning).forEach(text -> got.addAll(who.mail().topics(text)));
            // the way of the sentinel is open by now, and what the hub said before may be late
            got.removeIf(topic -> Role.matches(sentinelTopic, topic) && !expected.contains(topic));
            boolean whole = Tries.writable(filter) && who.role().mayRead(filter);
            List<String> faults = new ArrayList<>();
            if (!new ExpectedAnswer(door.habits(), who.version()).toSubscribe(answer, filter, whole)) {
                faults.add("the answer is " + answer);
            }
            if (!got.equals(expected)) {
                faults.add("got %s, may get %s".formatted(got, expected));
            }
            cells.add(who, Deed.SUBSCRIBE, "to \"%s\"".formatted(filter), !expected.isEmpty(), answer, faults);
            if (granted) {
                who.line().unsubscribe(filter);
            }
            who.line().unsubscribe(sentinelTopic);
        }
        who.leave();
    }

    /// Everybody says something on all of his channels, and those whom it is for have it.
    ///
    /// @return the topics
    private List<String> probe(Party who, String beginning) throws IOException, InterruptedException {
        List<String> probed = new ArrayList<>();
        for (Map.Entry<SeatId, Party> console : consoles.entrySet()) {
            boolean self = who.role().equals(console.getValue().role());
            Party writer = self ? who : console.getValue();
            int begun = 0;
            for (Channel channel : Channel.values()) {
                Topic topic = topic(console.getKey(), channel);
                String text = beginning + topic;
                probed.add(topic.text());
                if (channel.writtenByConsole()) {
                    writer.line().begin(topic.text(), text.getBytes(UTF_8), channel.retained());
                    begun++;
                } else {
                    say(topic, text, channel.retained());
                }
            }
            writer.line().answered(begun);
        }
        for (Map.Entry<SeatId, Party> console : consoles.entrySet()) {
            for (Channel channel : Channel.values()) {
                String text = beginning + topic(console.getKey(), channel);
                if (channel.writtenByConsole() && hub != who) {
                    heard().await(text);
                } else if (!channel.writtenByConsole()
                        && !console.getValue().role().equals(who.role())) {
                    console.getValue().mail().await(text);
                }
            }
        }
        return probed;
    }

    /// Has everybody listen, once more, and waits until all that was under way has come.
    void settle() throws IOException, InterruptedException {
        if (hub != null) {
            hub.listen();
        }
        if (watched()) {
            witness.listen();
        }
        for (Party console : consoles.values()) {
            console.listen();
        }
        for (Party console : consoles.values()) {
            String sentinel = fresh("behind");
            sayTo(console, sentinel);
            console.mail().await(sentinel);
            String other = fresh("behind");
            behind(console, other);
            if (watched()) {
                witness.mail().await(other);
            }
        }
    }

    /// Says something for one party only.
    private void sayTo(Party who, String text) throws IOException, InterruptedException {
        switch (who.role()) {
            case Role.Console console -> say(topic(console.seat(), Channel.CONFIRM), text, false);
            case Role.Hub _, Role.Nobody _ ->
                behind(consoles.values().iterator().next(), text);
        }
    }

    /// What a console says goes to the hub behind all it said before; the hub's own words are settled by the
    /// others.
    private void behind(Party who) throws IOException, InterruptedException {
        if (who.role() instanceof Role.Console) {
            behind(who, fresh("behind"));
        }
    }

    private void behind(Party who, String text) throws IOException, InterruptedException {
        if (who.role() instanceof Role.Console console) {
            who.line().publish(topic(console.seat(), Channel.EVENT).text(), text.getBytes(UTF_8), 1, false);
            heard().await(text);
        }
    }

    private static boolean mayWrite(Party who, String topic) {
        return Tries.writable(topic) && who.role().mayWrite(topic);
    }

    private void judge(Party who, Tried one) {
        Set<String> listeners = new TreeSet<>();
        note(listeners, "the hub", heard(), one.text());
        consoles.values().forEach(console -> note(listeners, console.name(), console.mail(), one.text()));
        boolean seen = !watched() || !witness.mail().topics(one.text()).isEmpty();
        Set<String> expected = new TreeSet<>();
        if (one.may()) {
            consoles.values().stream()
                    .filter(console -> console.role().mayRead(one.topic()))
                    .forEach(console -> expected.add(console.name() + " on " + one.topic()));
            if (new Role.Hub(door.config().site()).mayRead(one.topic())) {
                expected.add("the hub on " + one.topic());
            }
        }
        List<String> faults = new ArrayList<>();
        if (!listeners.equals(expected)) {
            faults.add("heard by %s, may be heard by %s".formatted(listeners, expected));
        }
        if (watched() && seen != one.may()) {
            faults.add(seen ? "it has passed the broker" : "it has not passed the broker");
        }
        if (!one.may()
                && Tries.writable(one.topic())
                && door.retained().apply(one.topic()).equals(Optional.of(one.text()))) {
            faults.add("it is retained");
        }
        ExpectedAnswer right = new ExpectedAnswer(door.habits(), who.version());
        boolean answerRight = one.deed() == Deed.LAST_WILL
                ? right.toWill(one.answer(), one.topic(), one.may())
                : right.toPublish(one.answer(), one.topic(), one.form().qos(), one.may());
        if (!answerRight) {
            faults.add("the answer is " + one.answer());
        }
        cells.add(
                who, one.deed(), "to \"%s\" (%s)".formatted(one.topic(), one.form()), one.may(), one.answer(), faults);
    }

    private static void note(Set<String> listeners, String name, Mailbox mail, String text) {
        mail.topics(text).forEach(topic -> listeners.add(name + " on " + topic));
    }

    /// Whatever came at any time, retained or not.
    private void nobodyEverGotWhatHeMayNot() {
        consoles.values().forEach(this::nothingForbidden);
    }

    void nothingForbidden(Party who) {
        List<String> forbidden = who.mail().topics().stream()
                .filter(topic -> !who.role().mayRead(topic))
                .toList();
        cells.add(
                who,
                Deed.SUBSCRIBE,
                "to anything, ever",
                true,
                new Answer(Answer.Kind.SILENT, -1),
                forbidden.isEmpty() ? List.of() : List.of("got something on " + forbidden));
    }

    /// Fills in the cells of somebody who was not let in: none of his texts may have come anywhere.
    void refused(Party who, Deed deed, String topic, String text, Answer answer, boolean rightlyAnswered) {
        Set<String> listeners = new TreeSet<>();
        note(listeners, "the hub", heard(), text);
        note(listeners, Doors.WITNESS, witness.mail(), text);
        consoles.values().forEach(console -> note(listeners, console.name(), console.mail(), text));
        List<String> faults = new ArrayList<>();
        if (!listeners.isEmpty()) {
            faults.add("heard by " + listeners);
        }
        if (!rightlyAnswered) {
            faults.add("the answer is " + answer);
        }
        cells.add(who, deed, "to \"%s\"".formatted(topic), false, answer, faults);
    }

    private List<String> tries(Party who) {
        SeatId own = who.role() instanceof Role.Console console
                ? console.seat()
                : consoles.keySet().iterator().next();
        return tries(own);
    }

    List<String> tries(SeatId own) {
        return List.copyOf(new LinkedHashSet<>(Tries.of(door.config().site(), own, List.copyOf(consoles.keySet()))));
    }

    private boolean watched() {
        return door.watched();
    }

    private Mailbox heard() {
        return hub == null ? door.heard() : hub.mail();
    }

    private void say(Topic topic, String text, boolean retained) throws IOException, InterruptedException {
        byte[] payload = text.getBytes(UTF_8);
        if (hub == null) {
            door.traffic().publish(topic, payload, retained, Duration.ZERO);
        } else {
            hub.line().publish(topic.text(), payload, 1, retained);
        }
    }

    private Topic topic(SeatId seat, Channel channel) {
        return new Topic(door.config().site(), seat, channel);
    }

    String fresh(String what) {
        texts++;
        return "%s-%d".formatted(what, texts);
    }

    private static Party party(Map<SeatId, Party> consoles, SeatId seat) {
        Party party = consoles.get(seat);
        if (party == null) {
            throw new IllegalArgumentException("no console on " + seat);
        }
        return party;
    }

    /// Makes room for somebody who comes in under a console's name.
    void away(SeatId seat) throws IOException, InterruptedException {
        party(consoles, seat).leave();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (Party console : consoles.values()) {
            console.close();
        }
        witness.close();
    }
}
