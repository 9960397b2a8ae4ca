package dev.seatline.bench.lab.link;

/// Where the guest listens.
public final class Ports {
    /// For [Verb]s.
    public static final int VERBS = 7000;

    /// For connections that wait to be carried to the hub's broker: the guest can reach nothing by itself. The guest
    /// says [#TAKEN] at once, and [#WANTED] when somebody wants to be carried, which the host repeats.
    public static final int WAITING = 7001;

    public static final int TAKEN = 2;
    public static final int WANTED = 1;

    /// For the console's page.
    public static final int PAGE = 7002;

    /// On loopback, where the console finds its broker.
    public static final int BROKER = 18830;

    /// On loopback, where the console serves its page.
    public static final int CONSOLE = 8081;

    /// The guest's address in the network of qemu.
    public static final String ADDRESS = "10.0.2.15";

    private Ports() {}
}
