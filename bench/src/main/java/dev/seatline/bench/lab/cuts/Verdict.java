package dev.seatline.bench.lab.cuts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether a journal kept, through a cut, what the console had answered for. Immutable; any thread.
///
/// @param made inputs that had been begun
/// @param answered inputs for which the lamp had answered
/// @param stored facts of these inputs that are in the journal
/// @param missing facts that should be in the journal and are not, also older ones
/// @param wrong everything that is wrong, in words; empty when nothing is
record Verdict(int made, int answered, int stored, int missing, List<String> wrong) {
    Verdict {
        wrong = List.copyOf(wrong);
    }

    /// Looks at what a cut left.
    ///
    /// @param before what the journal held when the machine was last booted
    /// @param heard of the hand, until the cut
    /// @param after what the journal holds now
    static Verdict of(StoredFacts before, HandWords heard, StoredFacts after) {
        List<String> wrong = new ArrayList<>();
        holes(after, wrong);
        int older = olderMissing(before, after);
        if (older > 0) {
            wrong.add(older + " facts are missing or changed that an earlier start had found");
        }
        List<HandWords.Colour> declared = after.rows().stream()
                .skip(before.rows().size())
                .map(StoredFacts.Row::declared)
                .flatMap(Optional::stream)
                .toList();
        int answered = heard.answers().size();
        int missing = Math.max(0, answered - declared.size());
        if (missing > 0) {
            wrong.add("of %d inputs that the lamp answered %d are missing".formatted(answered, missing));
        }
        if (declared.size() > heard.made()) {
            wrong.add("%d inputs were made, and %d are in the journal".formatted(heard.made(), declared.size()));
        }
        for (int i = 0; i < Math.min(answered, declared.size()); i++) {
            if (declared.get(i) != heard.answers().get(i)) {
                missing++;
                wrong.add("the lamp answered input %d with %s, the journal says %s"
                        .formatted(i + 1, heard.answers().get(i), declared.get(i)));
            }
        }
        return new Verdict(heard.made(), answered, declared.size(), missing + older, wrong);
    }

    /// Of a journal that cannot be read, or had to be put aside.
    static Verdict unreadable(HandWords heard, String why) {
        return new Verdict(
                heard.made(), heard.answers().size(), 0, heard.answers().size(), List.of(why));
    }

    private static void holes(StoredFacts after, List<String> wrong) {
        for (int i = 0; i < after.rows().size(); i++) {
            if (after.rows().get(i).sequence() != i + 1) {
                wrong.add("after fact %d comes fact %d"
                        .formatted(i, after.rows().get(i).sequence()));
                return;
            }
        }
    }

    private static int olderMissing(StoredFacts before, StoredFacts after) {
        int missing = 0;
        for (int i = 0; i < before.rows().size(); i++) {
            boolean there = i < after.rows().size()
                    && after.rows().get(i).equals(before.rows().get(i));
            missing += there ? 0 : 1;
        }
        return missing;
    }
}
