package dev.seatline.server.floor;

import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleStatus;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Headset;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.Person;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatReport;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.ShownState;
import dev.seatline.wire.WireJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One seat of the floor: what the ledger tells, what the console last told itself, and its link. Immutable.
///
/// @param report the console's last word about the present journal, with `since` in the hub's time; null for none
/// @param aside the last report that was not taken because another start seems to be the present one; counts
/// should its start prove to be there
/// @param raisedHeard when the hand went up as far as the reports tell; null while they do not
/// @param online boot of the console whose link is up, or null when none is
/// @param linkSince since when, or null when the console was never heard of
/// @param began when this hub began; stands in for times nobody knows
record Place(
        ConfiguredSeat seat,
        SeatRecord record,
        @Nullable SeatReport report,
        FloorNews.@Nullable Reported aside,
        @Nullable Instant raisedHeard,
        @Nullable BootId online,
        @Nullable Instant linkSince,
        Instant began) {

    static Place unheard(ConfiguredSeat seat, Instant began) {
        return new Place(seat, SeatRecord.unheard(seat.console(), began), null, null, null, null, null, began);
    }

    /// With what the ledger tells. The link stays: the ledger does not know it. Of a seat whose console has not
    /// been heard since the hub began, the hub knows no earlier moment than that.
    Place recalling(SeatRecord recalled) {
        Instant since = linkSince == null && recalled.heard() != null ? began : linkSince;
        if (report != null && leads(recalled, report.journal())) {
            SeatRecord next =
                    recalled.withBoots(record.starts().movedOn(recalled.starts().teller()));
            return new Place(seat, next, null, aside, null, online, since, began);
        }
        SeatRecord merged = record.boots() == null ? recalled : recalled.withBoots(record.boots());
        if (report != null) {
            merged = merged.inJournal(report.journal(), began);
        }
        return new Place(seat, agreed(merged, report, raisedHeard), report, aside, raisedHeard, online, since, began);
    }

    /// Whether a journal began after this one that was never heard of: its first facts are in the ledger by a
    /// commit that seemed to fail.
    private boolean leads(SeatRecord recalled, JournalId told) {
        JournalId journal = recalled.journal();
        return journal != null && !journal.equals(told) && recalled.isPast(told) && !record.isPast(journal);
    }

    /// A console tells its state before its facts. So once it has, its report says which journal is the present
    /// one, until a journal begins that was never heard of: then the report of that one is late, or lost.
    Place after(FloorNews.Delivered news) {
        Envelope envelope = news.envelope();
        boolean other = report != null && !report.journal().equals(envelope.journal());
        boolean begins = envelope.fact() instanceof Fact.JournalBegan && !record.isPast(envelope.journal());
        if (other && !begins) {
            return with(record.heard(news.received()));
        }
        if (other || undoes(envelope)) {
            SeatRecord next = record.after(envelope, news.at(), news.received());
            return new Place(seat, next, null, aside, null, online, linkSince, began);
        }
        SeatRecord next = caughtUp(envelope.sequence()).after(envelope, news.at(), news.received());
        return with(agreed(next, report, raisedHeard));
    }

    /// Whether the present start began where an earlier one had told of something else: the journal is an old
    /// copy, put back before the hub had got what it lacks.
    private boolean undoes(Envelope envelope) {
        return report != null
                && envelope.fact() instanceof Fact.BootBegan
                && envelope.sequence() <= report.sequence()
                && record.starts().present(envelope.boot())
                && record.starts().isOver(report.boot());
    }

    /// The record that the fact of this sequence follows. Facts of a new journal that came before its first report
    /// were left out, so the report's word stands for them.
    private SeatRecord caughtUp(long sequence) {
        if (report != null
                && report.journal().equals(record.journal())
                && record.sequence() < report.sequence()
                && report.sequence() < sequence) {
            return record.standingAt(report.sequence(), report.state());
        }
        return record;
    }

    private static SeatRecord agreed(SeatRecord record, @Nullable SeatReport report, @Nullable Instant raisedHeard) {
        return report != null && report.journal().equals(record.journal()) && report.sequence() == record.sequence()
                ? record.agreeingWith(report.state(), raisedHeard)
                : record;
    }

    /// A report of a new start wins, whatever journal it has found: it is what the console says now. One of a
    /// start that is over waits until that start says that it is online. Within a start, later ones win: of a
    /// journal that it has not left, and of a later sequence in the same journal. A new start with an old copy of
    /// the present journal may tell of a lower sequence than the one before, but never of less than what has been
    /// delivered.
    Place after(FloorNews.Reported news) {
        SeatReport told = news.report();
        Boots boots = record.starts();
        if (boots.isOver(told.boot())) {
            return setAside(news);
        }
        if (told.boot().equals(boots.teller()) && record.isPast(told.journal())) {
            return this;
        }
        boolean sameJournal = told.journal().equals(record.journal());
        if (sameJournal && told.sequence() < record.sequence()) {
            return this;
        }
        if (sameJournal && report != null && told.sequence() < report.sequence() && !boots.isOver(report.boot())) {
            // late, or of a new start with an old copy of the journal: its status will tell
            return told.boot().equals(report.boot()) ? this : setAside(news);
        }
        SeatReport placed = inHubTime(told, news.received());
        Instant raised = raisedBy(told, news.received());
        SeatRecord next = record.toldBy(told.boot(), told.journal(), news.received());
        return new Place(seat, agreed(next, placed, raised), placed, aside, raised, online, linkSince, began);
    }

    private Place setAside(FloorNews.Reported news) {
        return new Place(seat, record, report, news, raisedHeard, online, linkSince, began);
    }

    private @Nullable Instant raisedBy(SeatReport told, Instant received) {
        if (!told.state().handRaised()) {
            return null;
        }
        Instant before = raisedSince();
        if (before != null) {
            return before;
        }
        return told.clock() == ClockTrust.TRUSTED && told.wall().isBefore(received) ? told.wall() : received;
    }

    private @Nullable Instant raisedSince() {
        if (!present().handRaised()) {
            return null;
        }
        Instant delivered = record.raisedSince();
        return delivered != null ? delivered : raisedHeard;
    }

    /// The report with its `since` in the hub's time. While the console does not know the time, only the span
    /// between two readings of its clock means something.
    private static SeatReport inHubTime(SeatReport told, Instant received) {
        Instant since = told.state().since();
        Instant placed = switch (told.clock()) {
            case TRUSTED -> since;
            case UNTRUSTED -> received.minus(positive(Duration.between(since, told.wall())));
        };
        return new SeatReport(
                told.console(),
                told.journal(),
                told.sequence(),
                told.boot(),
                told.wall(),
                told.clock(),
                told.shown(),
                told.reason(),
                SeatRecord.since(told.state(), placed.isAfter(received) ? received : placed),
                told.settings());
    }

    private static Duration positive(Duration span) {
        return span.isNegative() ? Duration.ZERO : span;
    }

    Place after(FloorNews.StatusHeard news) {
        ConsoleStatus status = news.status();
        BootId boot = status.boot();
        Boots boots = record.starts();
        if (!status.online()) {
            if (!boots.isOver(boot)) {
                return with(record.hearing(boot, status.uptimeSeconds())).gone(news.received());
            }
            // the will of an earlier start says nothing about the console that is there now
            return boot.equals(online) ? gone(news.received()) : this;
        }
        if (!boots.goesOn(boot, status.uptimeSeconds())) {
            return this;
        }
        Place here = with(record.hearing(boot, status.uptimeSeconds())).linked(boot, news.received());
        return aside != null && aside.report().boot().equals(boot) ? here.after(aside) : here;
    }

    private Place gone(Instant at) {
        return online == null && linkSince != null ? this : linked(null, at);
    }

    private Place linked(@Nullable BootId boot, Instant at) {
        boolean same = (boot == null) == (online == null) && linkSince != null;
        return new Place(seat, record, report, aside, raisedHeard, boot, same ? linkSince : at, began);
    }

    Place losing(long facts) {
        return with(record.losing(facts));
    }

    private Place with(SeatRecord next) {
        return new Place(seat, next, report, aside, raisedHeard, online, linkSince, began);
    }

    /// @param deafSince since when the hub itself hears nothing, or null
    SeatView view(Map<PersonId, String> names, @Nullable Instant deafSince) {
        SeatState state = present();
        PersonId agent = state.agent();
        boolean live = online != null && deafSince == null;
        SeatView.Link link =
                live ? SeatView.Link.ONLINE : linkSince == null ? SeatView.Link.NEVER_SEEN : SeatView.Link.OFFLINE;
        Instant since = online != null && deafSince != null ? deafSince : linkSince;
        boolean told = report != null || record.sequence() > 0;
        ShownState shown = !live ? ShownState.OFFLINE : told ? state.shown() : ShownState.UNKNOWN;
        return new SeatView(
                seat.seat(),
                seat.team(),
                shown,
                live && told ? state.shownReason() : null,
                agent == null ? null : agent.text(),
                named(agent, names),
                named(relief(state), names),
                live && told ? state.since() : Objects.requireNonNullElse(since, began),
                live ? state.rings() : 0,
                live ? state.headset() : Headset.UNKNOWN,
                link,
                since,
                clock(),
                state.handRaised(),
                raisedSince(),
                live ? kind(state.pending()) : null,
                live && state.declaration() instanceof Declaration.RestBreak rest ? rest.minutes() : null,
                state.faultReported(),
                backlog(),
                record.lost());
    }

    private static @Nullable PersonId relief(SeatState state) {
        return state.person() instanceof Person.Agent agent ? agent.relief() : null;
    }

    private static @Nullable String named(@Nullable PersonId person, Map<PersonId, String> names) {
        return person == null ? null : names.getOrDefault(person, person.text());
    }

    private static @Nullable String kind(@Nullable Declaration pending) {
        return pending == null ? null : WireJson.kind(pending.getClass());
    }

    /// The present: the console's word while it stands for more than has been delivered, else the fold. The
    /// delivered facts bound the time since when, as the console may have taken it before its clock was set.
    private SeatState present() {
        if (report == null || report.sequence() <= record.sequence()) {
            return record.state();
        }
        SeatState told = report.state();
        Instant delivered = record.at();
        if (delivered == null) {
            return told;
        }
        Instant earliest = record.showsAs(told) ? record.state().since() : delivered;
        return told.since().isBefore(earliest) ? SeatRecord.since(told, earliest) : told;
    }

    private ClockTrust clock() {
        return report != null && report.sequence() >= record.sequence() ? report.clock() : record.clock();
    }

    private long backlog() {
        return report == null ? 0 : Math.max(0, report.sequence() - record.sequence());
    }
}
