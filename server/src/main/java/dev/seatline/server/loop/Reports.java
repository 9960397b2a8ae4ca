package dev.seatline.server.loop;

import dev.seatline.config.Loaded;
import dev.seatline.server.replay.ReportReader;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Happening.Place;
import dev.seatline.server.rules.judge.Judge;
import dev.seatline.server.rules.judge.Site;
import dev.seatline.server.store.ReportStore;
import dev.seatline.server.store.StoredReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tinylog.Logger;

/// What no console tells, kept and made into what the rules see. [#keep] and [#recall] are the loop's thread's; the
/// rest may be called by any.
final class Reports {
    /// So old may a paper be that speaks of the days that are judged.
    private static final Duration PAPERS = Duration.ofDays(100);

    private final ReportStore store;
    private final ReportReader reader;

    Reports(Site site, ReportStore store) {
        this.store = store;
        this.reader = new ReportReader(site);
    }

    /// What a report tells, or everything that is wrong with it.
    Loaded<Happening> read(String body, Instant at) {
        return reader.read(body, at, new Place("report", 0));
    }

    /// Keeps a report; what it tells is handed on when it was not told before.
    ///
    /// @throws dev.seatline.server.store.StoreException when it cannot
    StoredReport keep(StoredReport report, Consumer<Happening> told) {
        boolean known = store.told(report.by(), report.key()).isPresent();
        StoredReport kept = store.append(report);
        if (!known) {
            happening(kept).ifPresent(told);
        }
        return kept;
    }

    List<StoredReport> since(Instant from, long after, int limit) {
        return store.since(from, after, limit);
    }

    /// What was told before the days that are judged counts as far as it is a paper.
    ///
    /// @param begins nothing before is judged
    /// @param happened what was told since is added
    void recall(Judge judge, Instant begins, List<Happening> happened) {
        List<Happening> papers = new ArrayList<>();
        Instant oldest = begins.minus(PAPERS);
        int unreadable = 0;
        List<StoredReport> page = store.since(oldest, 0, ReportStore.PAGE);
        while (!page.isEmpty()) {
            for (StoredReport report : page) {
                Optional<Happening> told = happening(report);
                told.ifPresent(one -> (one.at().isBefore(begins) ? papers : happened).add(one));
                unreadable += told.isPresent() ? 0 : 1;
            }
            page = store.since(oldest, page.getLast().id(), ReportStore.PAGE);
        }
        if (unreadable > 0) {
            Logger.warn("{} reports speak of people or seats that are not configured any more", unreadable);
        }
        judge.recallPapers(papers);
    }

    private Optional<Happening> happening(StoredReport report) {
        return switch (reader.read(report.body(), report.at(), new Place("report", report.id()))) {
            case Loaded.Right<Happening>(Happening happening) -> Optional.of(happening);
            case Loaded.Wrong<Happening> _ -> Optional.empty();
        };
    }
}
