package dev.seatline.bench.faults;

import dev.seatline.wire.BootId;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.ShownState;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the tester has seen at one console with his own eyes. Any thread.
final class Notes {
    private final ConsoleId console;
    private final Map<JournalId, Long> recorded = new HashMap<>();
    private final Map<SeatState, Sight> states = new HashMap<>();
    private final Set<Answer> answers = new LinkedHashSet<>();

    /// A state that the console said it is in.
    ///
    /// @param last sequence that the journal had at most by then
    record Sight(JournalId journal, long last, SeatState state) {}

    /// A lamp that answered: it stood for one state, then something was done, and it stood for another.
    ///
    /// @param last sequence of the journal before that
    record Answer(BootId boot, JournalId journal, long last, Set<ShownState> before, Set<ShownState> after) {}

    Notes(ConsoleId console) {
        this.console = console;
    }

    ConsoleId console() {
        return console;
    }

    synchronized void seen(View view) {
        recorded.merge(view.journal(), view.last(), Math::max);
        states.putIfAbsent(view.state(), new Sight(view.journal(), view.last(), view.state()));
    }

    synchronized void answered(Answer answer) {
        answers.add(answer);
    }

    /// The highest sequence seen of each journal.
    synchronized Map<JournalId, Long> recorded() {
        return Map.copyOf(recorded);
    }

    synchronized List<Sight> states() {
        return List.copyOf(states.values());
    }

    synchronized List<Answer> answers() {
        return List.copyOf(answers);
    }
}
