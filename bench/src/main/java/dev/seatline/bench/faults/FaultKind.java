package dev.seatline.bench.faults;

/// What can befall a site.
enum FaultKind {
    CONSOLE_KILLED("console killed", 1, 30),
    CONSOLE_KILLED_AT_THE_LAMP("console killed when its lamp answers", 1, 14),
    CONSOLE_KILLED_AT_START("console killed, and again while it starts", 2, 5),
    CONSOLE_KILLED_WITH_DISK_STOPPED("console killed while its disk stands still", 1, 7),
    HUB_KILLED("hub killed", 1, 5),
    HUB_KILLED_AT_CONFIRM("hub killed when it confirms", 1, 4),
    HUB_KILLED_AT_START("hub killed, and again while it starts", 2, 1),
    HUB_KILLED_WITH_DISK_STOPPED("hub killed while its disk stands still", 1, 3),
    HUB_KILLED_WITH_DISK_FULL("hub killed while its disk is full", 1, 2),
    HUB_AND_CONSOLE_KILLED("hub and console killed together", 2, 3),
    BROKER_KILLED("broker killed", 1, 6),
    HUB_AND_BROKER_KILLED("hub and broker killed together", 2, 2),
    CONSOLE_STOPPED("console stopped and started", 0, 2),
    BROKER_STOPPED("broker stopped and started", 0, 3),
    WIRES_CUT("connections cut", 0, 4),
    WIRE_DEAD("connection dead, then cut", 0, 4),
    DISK_FULL("console's disk full", 0, 3),
    CONSOLE_FROZEN("console frozen", 0, 2),
    HUB_FROZEN("hub frozen", 0, 1),
    BROKER_FROZEN("broker frozen", 0, 1),
    WIRE_LEFT_DEAD("connection dead until its ends notice", 0, 2);

    private final String text;
    private final int kills;
    private final int weight;

    FaultKind(String text, int kills, int weight) {
        this.text = text;
        this.kills = kills;
        this.weight = weight;
    }

    /// How many programs it kills.
    int kills() {
        return kills;
    }

    /// How often it comes, beside the others.
    int weight() {
        return weight;
    }

    @Override
    public String toString() {
        return text;
    }
}
