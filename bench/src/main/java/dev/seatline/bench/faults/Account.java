package dev.seatline.bench.faults;

import java.util.ArrayList;
import java.util.List;

/// What became of every fact.
///
/// @param recorded facts that consoles have recorded
/// @param committed facts in the ledger
/// @param lost recorded and not in the ledger, or seen recorded and in no journal any more
/// @param doubled more than once in the ledger, or in the ledger and in no journal
/// @param outOfOrder in the ledger after a later fact of their journal
/// @param unrecorded lamps that answered, and states that were shown, without a fact in the journal
/// @param answers lamps that were seen to answer
/// @param complaints the first of what is wrong, in words
record Account(
        long recorded,
        long committed,
        long lost,
        long doubled,
        long outOfOrder,
        long unrecorded,
        long answers,
        List<String> complaints) {
    private static final int MOST_COMPLAINTS = 20;

    Account {
        complaints = List.copyOf(complaints);
    }

    boolean clean() {
        return lost == 0 && doubled == 0 && outOfOrder == 0 && unrecorded == 0;
    }

    /// Adds up what is wrong.
    static final class Sums {
        private final List<String> complaints = new ArrayList<>();
        private long lost;
        private long doubled;
        private long outOfOrder;
        private long unrecorded;

        void lost(long facts, String what) {
            lost += facts;
            complain("lost: " + what);
        }

        void doubled(String what) {
            doubled++;
            complain("doubled: " + what);
        }

        void outOfOrder(String what) {
            outOfOrder++;
            complain("out of order: " + what);
        }

        void unrecorded(String what) {
            unrecorded++;
            complain("answered but not recorded: " + what);
        }

        private void complain(String what) {
            if (complaints.size() < MOST_COMPLAINTS) {
                complaints.add(what);
            }
        }

        Account account(long recorded, long committed, long answers) {
            return new Account(recorded, committed, lost, doubled, outOfOrder, unrecorded, answers, complaints);
        }
    }
}
