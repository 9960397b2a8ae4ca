package dev.seatline.server.floor;

import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.WireJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the ledger tells of one seat, in one small document, so that a restarted hub need not fold years of
/// facts. Immutable. It speaks of the *present journal* alone: facts of an earlier one are kept in the ledger,
/// but the seat has gone on since.
///
/// @param console who serves the seat
/// @param journal the present journal, or null while nothing is known
/// @param past journals that are not the present one, the last left first, at most [#PAST_KEPT]
/// @param sequence last delivered fact of the present journal, 0 for none
/// @param state fold of the delivered facts
/// @param at time of the last delivered fact, or null
/// @param clock whether the console's clock was trusted then
/// @param lost facts lost for ever, in all journals
/// @param heard when a fact of the seat was last taken, or null
/// @param boots starts of the console, or null while none was heard of
/// @param raisedSince when the hand went up, null while it is down or nobody knows
public record SeatRecord(
        ConsoleId console,
        @Nullable JournalId journal,
        List<JournalId> past,
        long sequence,
        SeatState state,
        @Nullable Instant at,
        ClockTrust clock,
        long lost,
        @Nullable Instant heard,
        @Nullable Boots boots,
        @Nullable Instant raisedSince) {
    /// Enough to know a late message of another journal: a console begins a new one once in years.
    static final int PAST_KEPT = 16;

    public SeatRecord {
        past = List.copyOf(past);
    }

    static SeatRecord unheard(ConsoleId console, Instant now) {
        return new SeatRecord(
                console, null, List.of(), 0, SeatState.vacant(now), null, ClockTrust.UNTRUSTED, 0, null, null, null);
    }

    byte[] bytes() {
        return WireJson.write(this);
    }

    /// Reads what [#bytes] wrote; empty when it is none, or of another console than the one that serves the seat
    /// now.
    static Optional<SeatRecord> read(byte[] bytes, ConsoleId console) {
        return switch (WireJson.readStored(bytes, SeatRecord.class)) {
            case Decoded.Read<SeatRecord>(SeatRecord read) ->
                read.console().equals(console) ? Optional.of(read) : Optional.empty();
            case Decoded.Unreadable<SeatRecord> _ -> Optional.empty();
        };
    }

    /// The starts of the console that were heard of.
    Boots starts() {
        return boots == null ? Boots.NONE : boots;
    }

    /// Whether the console has left that journal.
    boolean isPast(JournalId other) {
        return past.contains(other);
    }

    /// Makes `next` the present journal, whatever was known of it.
    SeatRecord inJournal(JournalId next, Instant now) {
        if (next.equals(journal)) {
            return this;
        }
        return new SeatRecord(
                console,
                next,
                journal == null ? without(past, next) : without(over(journal), next),
                0,
                SeatState.vacant(now),
                null,
                clock,
                lost,
                heard,
                boots,
                null);
    }

    private static List<JournalId> without(List<JournalId> journals, JournalId present) {
        return journals.stream().filter(other -> !other.equals(present)).toList();
    }

    /// After a report of this start: its journal is the present one.
    SeatRecord toldBy(BootId boot, JournalId told, Instant now) {
        return inJournal(told, now).withBoots(starts().toldBy(boot));
    }

    /// After a status of this start.
    SeatRecord hearing(BootId boot, long uptimeSeconds) {
        return withBoots(starts().hearing(boot, uptimeSeconds));
    }

    private List<JournalId> over(JournalId ended) {
        List<JournalId> ends = new ArrayList<>();
        ends.add(ended);
        past.stream()
                .filter(other -> !other.equals(ended))
                .limit(PAST_KEPT - 1L)
                .forEach(ends::add);
        return ends;
    }

    /// After one more delivered fact, of whatever journal.
    SeatRecord after(Envelope envelope, Instant happened, Instant received) {
        SeatRecord here = isPast(envelope.journal()) ? this : inJournal(envelope.journal(), happened);
        if (!envelope.journal().equals(here.journal) || envelope.sequence() <= here.sequence) {
            return here.heard(received);
        }
        List<JournalId> ends = envelope.fact() instanceof Fact.JournalBegan began
                        && began.previous() != null
                        && !began.previous().equals(here.journal)
                ? here.over(began.previous())
                : here.past;
        // the start that found its journal restored has left the old one, whatever its late reports say
        Boots heardOf =
                envelope.fact() instanceof Fact.JournalBegan began && began.cause() == Fact.JournalCause.RESTORED
                        ? starts().movedOn(envelope.boot())
                        : boots;
        SeatState next = here.state.after(envelope.fact(), happened);
        return new SeatRecord(
                console,
                here.journal,
                ends,
                envelope.sequence(),
                next,
                happened,
                envelope.clock(),
                lost,
                received,
                heardOf,
                here.raised(next, happened));
    }

    /// The console's own word on the state at the sequence that has been delivered: it wins over the fold, which
    /// may lack lost facts. Only the time since when stays the fold's where both show the same, as the hub
    /// repairs times.
    ///
    /// @param raisedHeard when the hand went up as far as the console's reports tell, or null
    SeatRecord agreeingWith(SeatState told, @Nullable Instant raisedHeard) {
        SeatState next = showsAs(told) ? since(told, state.since()) : told;
        return new SeatRecord(
                console, journal, past, sequence, next, at, clock, lost, heard, boots, raised(next, raisedHeard));
    }

    /// A hand that stays up went up when it did first.
    private @Nullable Instant raised(SeatState next, @Nullable Instant now) {
        if (!next.handRaised()) {
            return null;
        }
        return state.handRaised() && raisedSince != null ? raisedSince : now;
    }

    /// Whether the other state shows the same to everybody.
    boolean showsAs(SeatState other) {
        return other.shown() == state.shown()
                && Objects.equals(other.shownReason(), state.shownReason())
                && Objects.equals(other.agent(), state.agent());
    }

    static SeatState since(SeatState state, Instant since) {
        return new SeatState(
                state.person(),
                state.declaration(),
                state.pending(),
                state.headset(),
                state.call(),
                state.handRaised(),
                state.faultReported(),
                state.failedParts(),
                since);
    }

    /// As far as the console's own word tells.
    SeatRecord standingAt(long told, SeatState next) {
        return new SeatRecord(console, journal, past, told, next, at, clock, lost, heard, boots, raisedSince);
    }

    SeatRecord withBoots(@Nullable Boots known) {
        return new SeatRecord(console, journal, past, sequence, state, at, clock, lost, heard, known, raisedSince);
    }

    SeatRecord heard(Instant received) {
        return new SeatRecord(console, journal, past, sequence, state, at, clock, lost, received, boots, raisedSince);
    }

    SeatRecord losing(long facts) {
        long all = lost > Long.MAX_VALUE - facts ? Long.MAX_VALUE : lost + facts;
        return new SeatRecord(console, journal, past, sequence, state, at, clock, all, heard, boots, raisedSince);
    }
}
