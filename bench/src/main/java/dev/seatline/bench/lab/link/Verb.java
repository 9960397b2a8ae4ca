package dev.seatline.bench.lab.link;

/// What the host asks of the guest. Arguments and answers are texts, in the order told here.
public enum Verb {
    /// → milliseconds since the kernel booted, its release, the path of the simulated GPIO chip
    HELLO,
    /// milliseconds → milliseconds of the guest's clock: waits in the guest's own time, which stands still
    /// while the host lets the machine wait
    PAUSE,
    /// line, `up` or `down` → nothing: pulls an input as a contact or resistor does
    PULL,
    /// line → `0` or `1`: what drives the line now, or what it is pulled to
    LOOK,
    /// line, steps → nothing, at once: works an input in its own time, see [Wave]
    PLAY,
    /// → nothing: once everything that is played has ended
    PLAYED,
    /// lines with commas → nothing: begins to watch outputs, and forgets what was seen before
    WATCH,
    /// → now in nanoseconds, then for each change its nanoseconds, line and level, parted by spaces
    WATCHED,
    /// → nothing
    WATCH_NO_MORE,
    /// line → nothing: takes a line as another program would, and keeps it
    HOLD,
    /// line → nothing
    LET_GO,
    /// name → the path of its event device: plugs in a reader that types
    PLUG_KEYBOARD,
    /// digits, milliseconds from key to key, `enter` or nothing → nothing: when all is typed
    TYPE,
    /// → nothing, also when none is plugged in
    UNPLUG_KEYBOARD,
    /// path → nothing: makes a serial line whose far end we hold
    PLUG_SERIAL,
    /// hex of the bytes → nothing
    SEND_SERIAL,
    /// → nothing
    UNPLUG_SERIAL,
    /// → the path of the bus with the simulated chip
    I2C_BUS,
    /// address, first register, how many → hex of what they hold
    I2C_READ,
    /// address, register, value → nothing
    I2C_WRITE,
    /// path, content → nothing: writes a file
    FILE,
    /// the command → process id: starts the console
    CONSOLE_START,
    /// → exit status, when it has ended by itself or by SIGTERM
    CONSOLE_STOP,
    /// → nothing: SIGKILL
    CONSOLE_KILL,
    /// → `alive` or its exit status, then every line it printed
    CONSOLE_OUTPUT,
    /// → how often its threads have been put to sleep or taken off a processor, resident KiB, processor
    /// milliseconds
    CONSOLE_FIGURES,
    /// → what the tools see of one another, a line each; see the guest's self-check
    SELF_CHECK,
    /// → nothing; the machine then switches itself off
    POWER_OFF
}
