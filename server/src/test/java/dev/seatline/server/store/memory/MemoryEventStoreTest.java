package dev.seatline.server.store.memory;

import dev.seatline.server.store.EventStore;
import dev.seatline.server.store.EventStoreContract;

/// The ledger in memory keeps the contract.
final class MemoryEventStoreTest extends EventStoreContract {
    @Override
    protected EventStore empty() {
        return new MemoryEventStore();
    }

    @Override
    protected EventStore reopened(EventStore open) {
        return open;
    }
}
