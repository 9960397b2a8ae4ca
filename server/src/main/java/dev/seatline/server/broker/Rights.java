package dev.seatline.server.broker;

/// What one who was let in may do at the embedded broker. Pure; any thread.
sealed interface Rights permits ConsoleRights, HomeAssistantRights {
    /// Whether a message may go to the topic.
    boolean mayPublish(String topic);

    /// Whether the topic may be the one of its last will.
    boolean mayLeaveWill(String topic);

    /// Whether it may subscribe.
    boolean maySubscribe(String filter);

    /// What it may write, for a person.
    String writes();
}
