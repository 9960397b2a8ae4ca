package dev.seatline.bench.faults;

import dev.seatline.bench.site.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What came of a run.
///
/// @param early facts that a console was told are committed while they were not
/// @param broken promises broken beside the account, and what kept the test from going on
/// @param slowestRecovery the longest from the end of all faults until everything was delivered
/// @param longestWait the longest that a recorded fact waited until it was confirmed, faults included
/// @param leftOut what could not be tried on this machine, and why
/// @param folder with its files
public record FaultReport(
        Site.BrokerKind broker,
        int kills,
        Map<FaultKind, Integer> faults,
        Account account,
        long early,
        List<String> broken,
        Duration slowestRecovery,
        Duration longestWait,
        Duration took,
        List<String> leftOut,
        Path folder) {

    public boolean clean() {
        return account.clean() && early == 0 && broken.isEmpty();
    }

    /// As a table, and what was wrong below it.
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add("**%s broker**: %d kills in %d s"
                .formatted(broker == Site.BrokerKind.EMBEDDED ? "embedded" : "mosquitto", kills, took.toSeconds()));
        lines.add("");
        lines.add("| fault | times |");
        lines.add("|---|---|");
        faults.forEach((kind, times) -> lines.add("| %s | %d |".formatted(kind, times)));
        lines.add("");
        lines.add("| account | |");
        lines.add("|---|---|");
        lines.add("| facts recorded | %d |".formatted(account.recorded()));
        lines.add("| facts in the ledger | %d |".formatted(account.committed()));
        lines.add("| lamps seen to answer | %d |".formatted(account.answers()));
        lines.add("| **lost** | %d |".formatted(account.lost()));
        lines.add("| **doubled** | %d |".formatted(account.doubled()));
        lines.add("| **out of order** | %d |".formatted(account.outOfOrder()));
        lines.add("| **answered, not recorded** | %d |".formatted(account.unrecorded()));
        lines.add("| **confirmed, not committed** | %d |".formatted(early));
        lines.add("| slowest recovery after the last fault | %.1f s |".formatted(slowestRecovery.toMillis() / 1000.0));
        lines.add("| longest wait of a fact, faults included | %.1f s |".formatted(longestWait.toMillis() / 1000.0));
        leftOut.forEach(what -> lines.add("\nleft out: " + what));
        account.complaints().forEach(what -> lines.add("\n" + what));
        broken.forEach(what -> lines.add("\n" + what));
        return String.join("\n", lines) + "\n";
    }
}
