package dev.seatline.server.loop;

import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.judge.Judge;
import dev.seatline.server.store.StoreException;
import dev.seatline.server.store.StoredVerdict;
import dev.seatline.server.store.VerdictStore;
import dev.seatline.server.store.VerdictStore.VerdictChange;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Carries what the rules say to its store, and from there to whoever listens. What the store does not take waits. Used
/// by the loop's thread, but for [#listen].
final class VerdictPost {
    private final VerdictStore verdicts;
    private final Listeners<List<StoredVerdict>> listeners = new Listeners<>();
    /// Said, and not in the store yet.
    private final Map<String, VerdictChange> owed = new LinkedHashMap<>();

    VerdictPost(VerdictStore verdicts) {
        this.verdicts = verdicts;
    }

    /// What the judge has changed.
    void say(List<Judge.Change> changes, Instant now) {
        changes.forEach(change -> owe(change.matter(), change.after(), now));
    }

    /// What a judge says that has lived through some time anew, against what was said before.
    ///
    /// @param since what was before stays as it is
    /// @param teams that are judged
    void compare(Judge judge, Instant since, Set<String> teams, Instant now) {
        List<Judge.Change> ignored = judge.changes();
        Logger.trace("{} matters were judged anew", ignored.size());
        Map<String, Verdict> said = new HashMap<>();
        judge.verdicts().forEach(verdict -> said.put(verdict.matter(), verdict));
        verdicts.standingSince(since).forEach(stored -> {
            if (!said.containsKey(stored.matter())
                    && teams.contains(stored.verdict().team())) {
                owe(stored.matter(), null, now);
            }
        });
        said.values().stream()
                .filter(verdict -> !verdict.at().isBefore(since))
                .forEach(verdict -> owe(verdict.matter(), verdict, now));
    }

    private void owe(String matter, @Nullable Verdict verdict, Instant now) {
        owed.put(matter, new VerdictChange(matter, verdict, now));
    }

    /// Writes what is owed, and tells what was written.
    void write() {
        if (owed.isEmpty()) {
            return;
        }
        try {
            List<StoredVerdict> written = verdicts.commit(List.copyOf(owed.values()));
            owed.clear();
            if (!written.isEmpty()) {
                listeners.tell(written);
            }
        } catch (StoreException e) {
            Logger.warn("{} verdicts wait for the ledger: {}", owed.size(), e.getMessage());
        }
    }

    /// @return ends it
    Runnable listen(Consumer<List<StoredVerdict>> listener) {
        return listeners.add(listener);
    }
}
