package dev.seatline.bench.lab.cuts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can be broken on purpose, to see that the lab notices.
public enum PlantedFault {
    /// SQLite's journal of changes is not synchronised with each commit.
    SYNC_NORMAL,
    /// The file system never asks the disk to keep what it has.
    NOBARRIER;

    /// Such as `sync-normal`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<PlantedFault> of(String text) {
        return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
    }
}
