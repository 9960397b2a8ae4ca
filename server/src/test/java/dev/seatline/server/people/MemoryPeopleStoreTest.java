package dev.seatline.server.people;

class MemoryPeopleStoreTest extends PeopleStoreContract {
    @Override
    protected PeopleStore newStore() {
        return new MemoryPeopleStore();
    }
}
