package dev.seatline.bench.architecture.wrong.bell;

import org.sqlite.SQLiteConfig;

/// An adapter that uses a library it was not brought in for, and ends the program.
public final class BellAdapter {
    public void ring() {
        if (new SQLiteConfig().getTransactionMode() == null) {
            System.exit(1);
        }
    }
}
