package dev.seatline.bench.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tinylog.Logger;

/// Every principal × every topic × publish, last will and subscribe: what the contract forbids reaches nobody,
/// what it allows arrives, and the broker's answer is the honest one.
class AccessMatrixIT {
    @TempDir
    Path folder = Path.of("");

    @Test
    void onTheHubsOwnBroker() throws Exception {
        hasNoWrongCell(Doors.embedded(folder), 5_000);
    }

    @Test
    void onMosquittoWithTheFilesWeShip() throws Exception {
        hasNoWrongCell(Doors.shipped(folder), 3_000);
    }

    @Test
    void onMosquittoWithAnAccessFileFromTheCommand() throws Exception {
        hasNoWrongCell(Doors.generated(folder), 5_000);
    }

    /// A matrix that cannot show a hole guards nothing.
    @Test
    void aWiderAccessFileShowsAsWrongCells() throws Exception {
        String more = "topic write seatline/v1/demo/S02/event\ntopic read seatline/v1/demo/S02/order\n";
        try (Door door = Doors.widened(folder, more);
                AccessMatrix matrix = new AccessMatrix(door)) {
            Cells cells = matrix.run();
            assertThat(cells.wrong())
                    .anyMatch(line -> line.startsWith("C01 on S01, PUBLISH to \"seatline/v1/demo/S02/event\" (QoS 0"))
                    .anyMatch(line -> line.startsWith("C01 on S01, PUBLISH to \"seatline/v1/demo/S02/event\" (QoS 1"))
                    .anyMatch(line -> line.startsWith("C01 on S01, LAST_WILL to \"seatline/v1/demo/S02/event\""))
                    .anyMatch(line -> line.startsWith("C01 on S01, SUBSCRIBE to \"seatline/v1/demo/S02/order\""))
                    .anyMatch(line -> line.startsWith("C01 on S01, SUBSCRIBE to \"#\""))
                    .allMatch(line -> line.contains("C01"))
                    .allMatch(line -> line.contains("S02") || line.contains("+") || line.contains("#"));
        }
    }

    private static void hasNoWrongCell(Door open, int atLeast) throws Exception {
        try (Door door = open;
                AccessMatrix matrix = new AccessMatrix(door)) {
            long begun = System.nanoTime();
            Cells cells = matrix.run();
            Logger.info("{}  {} ms", cells.table(door.name()), (System.nanoTime() - begun) / 1_000_000);
            assertThat(cells.wrong()).as("wrong cells, %s", door.name()).isEmpty();
            assertThat(cells.count()).isGreaterThan(atLeast);
        }
    }
}
