package dev.seatline.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One value of every wire record and of every kind of every sealed type, by the name of its approved file.
final class Samples {
    static final ConsoleId CONSOLE = new ConsoleId("C01");
    static final JournalId JOURNAL = new JournalId("J7f3a");
    static final BootId BOOT = new BootId("B20261122");
    static final PersonId AGENT = new PersonId("P1001");
    static final PersonId RELIEF = new PersonId("P1002");
    static final CardCode CARD = new CardCode("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    static final Instant WALL = Instant.parse("2026-11-22T00:30:00.250Z");

    private static final List<Fact> FACTS = List.of(
            new Fact.JournalBegan(Fact.JournalCause.DAMAGED, new JournalId("J7f39"), "journal.db.damaged-1"),
            new Fact.BootBegan("0.1.0"),
            new Fact.ClockAnchored(1_763_000_123_456L),
            new Fact.LinkLost(),
            new Fact.LinkRegained(),
            new Fact.SignedIn(AGENT),
            new Fact.SignedOut(AGENT, Fact.SignOutCause.RELIEVED),
            new Fact.CardRefused(CARD, Fact.CardRefusal.UNKNOWN),
            new Fact.ReliefAnnounced(RELIEF),
            new Fact.ReliefWithdrawn(RELIEF),
            new Fact.SeenByLeader(new PersonId("L2001")),
            new Fact.Declared(new Declaration.NotReady(new Reason("MEAL")), Fact.Cause.PRESS),
            new Fact.ChangePended(new Declaration.RestBreak(BreakType.REST, 15), Fact.Cause.ORDER),
            new Fact.PendingDropped(),
            new Fact.HeadsetMoved(Headset.LIFTED),
            new Fact.RingCounted(3),
            new Fact.RingingEnded(3, Fact.RingEnd.STOPPED),
            new Fact.CallBegan(2),
            new Fact.CallEnded(),
            new Fact.HandRaised(),
            new Fact.HandLowered(Fact.Cause.BADGE),
            new Fact.FaultReported(),
            new Fact.PartFailed("badge", "no answer for 5 s, 3 attempts"),
            new Fact.PartRecovered("badge"),
            new Fact.Unrecognised("chair-moved", content()));

    private static final List<Order.Wish> WISHES = List.of(
            new Order.Wish.Show("88"),
            new Order.Wish.GrantBreak(BreakType.REST, 15),
            new Order.Wish.RefuseBreak("coverage"),
            new Order.Wish.QueueBreak(2),
            new Order.Wish.ForceState(new Declaration.NotReady(Reason.FORCED_BY_LEADER)),
            new Order.Wish.ForceSignOut(),
            new Order.Wish.RingBegan(),
            new Order.Wish.RingEnded(Fact.RingEnd.ANSWERED),
            new Order.Wish.Identify(),
            new Order.Wish.ResendFrom(JOURNAL, 42),
            new Order.Wish.Unrecognised("play-music"));

    private static final List<Record> FACETS = List.of(
            new Person.Nobody(),
            new Person.Agent(AGENT, RELIEF),
            new Person.UnknownCard(CARD),
            new Declaration.Ready(),
            new Declaration.NotReady(new Reason("TOILET")),
            new Declaration.BreakRequested(BreakType.MEAL, 2),
            new Declaration.RestBreak(BreakType.HEALTH, 10),
            new Declaration.WrapUp(),
            new Declaration.Study(),
            new Declaration.HandOver(),
            new Call.Quiet(),
            new Call.Ringing(4),
            new Call.InCall(),
            new Call.OnHold(),
            new Call.Unknown());

    private Samples() {}

    /// The kinds of the sealed types, each as the type that messages declare.
    static List<Sample> kinds() {
        List<Sample> samples = new ArrayList<>();
        FACTS.forEach(fact -> samples.add(new Sample(Fact.class, fact)));
        WISHES.forEach(wish -> samples.add(new Sample(Order.Wish.class, wish)));
        for (Record facet : FACETS) {
            Class<?> union = facet.getClass().getInterfaces()[0];
            samples.add(new Sample(union, facet));
        }
        return samples;
    }

    /// The payloads of the topics, and the envelope that the hub's ledger keeps.
    static List<Sample> messages() {
        return List.of(
                Sample.of(envelope(41, new Fact.SignedIn(AGENT))),
                Sample.of(new EventBatch(
                        40,
                        List.of(
                                envelope(41, new Fact.SignedIn(AGENT)),
                                envelope(42, new Fact.Declared(new Declaration.Ready(), Fact.Cause.PRESS))))),
                Sample.of(new Confirm(JOURNAL, 42)),
                Sample.of(new SeatReport(
                        CONSOLE,
                        JOURNAL,
                        42,
                        BOOT,
                        WALL,
                        ClockTrust.TRUSTED,
                        ShownState.NOT_READY,
                        "MEAL",
                        state(),
                        7)),
                Sample.of(new ConsoleStatus(
                        CONSOLE,
                        true,
                        BOOT,
                        "0.1.0",
                        3600,
                        12,
                        List.of(
                                new ConsoleStatus.PartHealth("journal", true, "12 facts wait for the hub"),
                                new ConsoleStatus.PartHealth("badge", false, "no answer for 5 s")),
                        90L,
                        new ConsoleStatus.LinkHealth(2, 1_234),
                        new ConsoleStatus.MachineHealth(
                                51.5,
                                0.25,
                                1_000_000_000L,
                                600_000_000L,
                                90_000_000L,
                                32_000_000_000L,
                                20_000_000_000L,
                                false))),
                Sample.of(new Settings(
                        7,
                        List.of(new Settings.KnownPerson(AGENT, "张晓梅", true, false, List.of(CARD))),
                        List.of(new CardCode("f".repeat(64))),
                        List.of(Reason.OTHER, new Reason("MEAL")),
                        List.of(BreakType.REST, BreakType.HEALTH),
                        1200,
                        20)),
                Sample.of(new Order(
                        new OrderId("O-19"),
                        Instant.parse("2026-11-22T00:31:00Z"),
                        new Order.Wish.GrantBreak(BreakType.REST, 15))),
                Sample.of(new Outcome(new OrderId("O-19"), Outcome.Result.REFUSED, "nobody asked for a break")));
    }

    static List<Sample> all() {
        List<Sample> all = new ArrayList<>(messages());
        all.addAll(kinds());
        return all;
    }

    static Envelope envelope(long sequence, Fact fact) {
        return new Envelope(
                CONSOLE,
                JOURNAL,
                sequence,
                BOOT,
                61_000 + sequence % 1000,
                WALL.plusMillis(sequence % 1000),
                ClockTrust.TRUSTED,
                fact);
    }

    /// A state in which nothing has its default.
    static SeatState state() {
        return new SeatState(
                new Person.Agent(AGENT, null),
                new Declaration.NotReady(new Reason("MEAL")),
                new Declaration.Ready(),
                Headset.RESTING,
                new Call.Quiet(),
                true,
                true,
                new TreeMap<>(Map.of("badge", "no answer for 5 s")),
                WALL.minusSeconds(90));
    }

    private static Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("height", 47);
        content.put("tilt", new java.math.BigDecimal("12.50"));
        content.put("who", null);
        content.put("legs", List.of(Map.of("name", "left"), true, 5_000_000_000L));
        return content;
    }

    /// @param declared the type under which a message holds the value
    record Sample(Class<?> declared, Object value) {
        static Sample of(Record message) {
            return new Sample(message.getClass(), message);
        }

        /// `fact.signed-in`, `event-batch`.
        String name() {
            String kind = WireJson.kind(value.getClass());
            return declared.isInterface() ? WireJson.kind(declared) + "." + kind : kind;
        }

        @Override
        public String toString() {
            return name();
        }
    }
}
