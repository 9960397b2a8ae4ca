package dev.seatline.server.store.memory;

import dev.seatline.server.store.VerdictStore;
import dev.seatline.server.store.VerdictStoreContract;

/// Verdicts in memory keep the contract.
final class MemoryVerdictStoreTest extends VerdictStoreContract {
    @Override
    protected VerdictStore empty() {
        return new MemoryVerdictStore();
    }

    @Override
    protected VerdictStore reopened(VerdictStore open) {
        return open;
    }
}
