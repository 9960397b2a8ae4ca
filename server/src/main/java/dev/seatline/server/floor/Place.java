package dev.seatline.server.floor;

import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleStatus;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Headset;
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
/// @param report the console's last word about the present journal, with `since` in the hub's time; null for
/// none
/// @param online boot of the console whose link is up, or null when none is
/// @param linkSince since when, or null when the console was never heard of
/// @param began when this hub began; stands in for times nobody knows
record Place(
        ConfiguredSeat seat,
        SeatRecord record,
        @Nullable SeatReport report,
        @Nullable BootId online,
        @Nullable Instant linkSince,
        Instant began) {

    static Place unheard(ConfiguredSeat seat, Instant began) {
        return new Place(seat, SeatRecord.unheard(seat.console(), began), null, null, null, began);
    }

    /// With what the ledger tells. The link stays: the ledger does not know it; a seat whose console has not
    /// been heard since the hub began is offline since its last fact.
    Place recalling(SeatRecord recalled) {
        SeatRecord merged = agreed(report != null ? recalled.inJournal(report.journal(), began) : recalled, report);
        return new Place(seat, merged, report, online, linkSince == null ? recalled.heard() : linkSince, began);
    }

    Place after(FloorNews.Delivered news) {
        // a console tells its state before its facts: once it has, its report alone says which journal is the present
        // one
        SeatRecord next =
                report == null || report.journal().equals(news.envelope().journal())
                        ? caughtUp(news.envelope().sequence()).after(news.envelope(), news.at(), news.received())
                        : record.heard(news.received());
        // a report of a journal that is over tells nothing any more
        SeatReport kept = report != null && report.journal().equals(next.journal()) ? report : null;
        return new Place(seat, agreed(next, kept), kept, online, linkSince, began);
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

    private static SeatRecord agreed(SeatRecord record, @Nullable SeatReport report) {
        return report != null && report.journal().equals(record.journal()) && report.sequence() == record.sequence()
                ? record.agreeingWith(report.state())
                : record;
    }

    /// A report wins unless a later one is known: of a later journal, or of a later sequence in the same
    /// journal. A boot begins with a fact of its own, so that the sequence tells later boots from earlier ones,
    /// too.
    Place after(FloorNews.Reported news) {
        SeatReport told = news.report();
        if (record.isPast(told.journal())) {
            return this;
        }
        boolean sameJournal = told.journal().equals(record.journal());
        if (sameJournal
                && (told.sequence() < record.sequence() || (report != null && told.sequence() < report.sequence()))) {
            return this;
        }
        SeatRecord next = record.inJournal(told.journal(), news.received());
        SeatReport placed = inHubTime(told, news.received());
        return new Place(seat, agreed(next, placed), placed, online, linkSince, began);
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
        if (status.online()) {
            return status.boot().equals(online) ? this : linked(status.boot(), news.received());
        }
        // the will of an earlier start says nothing about the console that is there now
        return online != null && !status.boot().equals(online) ? this : gone(news.received());
    }

    Place gone(Instant at) {
        return online == null && linkSince != null ? this : linked(null, at);
    }

    private Place linked(@Nullable BootId boot, Instant at) {
        boolean same = (boot == null) == (online == null) && linkSince != null;
        return new Place(seat, record, report, boot, same ? linkSince : at, began);
    }

    Place losing(long facts) {
        return new Place(seat, record.losing(facts), report, online, linkSince, began);
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
                agent == null ? null : names.getOrDefault(agent, agent.text()),
                live && told ? state.since() : Objects.requireNonNullElse(since, began),
                live ? state.rings() : 0,
                live ? state.headset() : Headset.UNKNOWN,
                link,
                since,
                clock(),
                state.handRaised(),
                live ? kind(state.pending()) : null,
                live && state.declaration() instanceof Declaration.RestBreak rest ? rest.minutes() : null,
                state.faultReported(),
                backlog(),
                record.lost());
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
