package dev.seatline.server.people;

import dev.seatline.time.TimeSource;
import java.util.Random;

/// People whose password hashes cost next to nothing, so that tests are quick.
public final class CheapPeople {
    private CheapPeople() {}

    public static People of(PeopleStore store, TimeSource time) {
        return new People(store, time, new Random(store.hashCode()), new Passwords.Cost(64, 1));
    }
}
