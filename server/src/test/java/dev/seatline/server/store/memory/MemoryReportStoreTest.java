package dev.seatline.server.store.memory;

import dev.seatline.server.store.ReportStore;
import dev.seatline.server.store.ReportStoreContract;

final class MemoryReportStoreTest implements ReportStoreContract {
    private final MemoryReportStore store = new MemoryReportStore();

    @Override
    public ReportStore store() {
        return store;
    }
}
