package dev.seatline.bench.lab.guest;

import dev.seatline.bench.lab.link.Ports;
import dev.seatline.bench.lab.link.Verb;
import dev.seatline.bench.lab.link.Wave;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Does what the host asks, one thing after the other. For one thread at a time; what is played goes on beside.
final class Guest {
    private static final Path FOLDER = Path.of("/dev/shm/console");
    private static final Path UPTIME = Path.of("/proc/uptime");
    private static final Path RELEASE = Path.of("/proc/sys/kernel/osrelease");

    private final SimulatedPins pins;
    private final PinWatch watch;
    private final Map<Integer, HeldLine> held = new ConcurrentHashMap<>();
    private final Map<Integer, Thread> playing = new ConcurrentHashMap<>();
    private @Nullable VirtualKeyboard keyboard;
    private @Nullable PseudoSerial serial;
    private @Nullable ConsoleProcess console;

    Guest(SimulatedPins pins) {
        this.pins = pins;
        this.watch = new PinWatch(pins);
    }

    /// @param arguments as [Verb] tells them
    List<String> carryOut(Verb verb, List<String> arguments) throws IOException, InterruptedException {
        return switch (verb) {
            case HELLO -> hello();
            case PULL -> done(() -> pins.pull(line(arguments), arguments.get(1).equals("up")));
            case LOOK -> List.of(pins.high(line(arguments)) ? "1" : "0");
            case PLAY -> done(() -> play(line(arguments), Wave.of(arguments.get(1))));
            case PLAYED -> done(this::awaitPlayed);
            case WATCH ->
                done(() -> watch.begin(Arrays.stream(arguments.get(0).split(",", -1))
                        .map(Integer::valueOf)
                        .toList()));
            case WATCHED -> watch.seen();
            case WATCH_NO_MORE -> done(watch::end);
            case HOLD -> done(() -> held.put(line(arguments), HeldLine.take(pins.device(), line(arguments))));
            case LET_GO -> done(() -> letGo(line(arguments)));
            case PLUG_KEYBOARD -> List.of(plugKeyboard(arguments.get(0)));
            case TYPE ->
                done(() -> there(keyboard, "reader")
                        .type(arguments.get(0), Integer.parseInt(arguments.get(1)), arguments.contains("enter")));
            case UNPLUG_KEYBOARD -> done(() -> there(keyboard, "reader").close());
            case PLUG_SERIAL -> done(() -> serial = PseudoSerial.plug(Path.of(arguments.get(0))));
            case SEND_SERIAL ->
                done(() -> there(serial, "serial line").send(HexFormat.of().parseHex(arguments.get(0))));
            case UNPLUG_SERIAL -> done(() -> there(serial, "serial line").close());
            case I2C_BUS -> List.of(SimulatedChip.bus().toString());
            case I2C_READ ->
                List.of(HexFormat.of()
                        .formatHex(SimulatedChip.read(
                                number(arguments, 0), number(arguments, 1), number(arguments, 2))));
            case I2C_WRITE ->
                done(() -> SimulatedChip.write(number(arguments, 0), number(arguments, 1), number(arguments, 2)));
            case FILE -> done(() -> write(Path.of(arguments.get(0)), arguments.get(1)));
            case CONSOLE_START -> startConsole(arguments);
            case CONSOLE_STOP ->
                List.of(Integer.toString(there(console, "console").stop()));
            case CONSOLE_KILL -> done(() -> there(console, "console").kill());
            case CONSOLE_OUTPUT -> there(console, "console").told();
            case CONSOLE_FIGURES -> there(console, "console").figures();
            case SELF_CHECK -> new SelfCheck(pins).run();
            case POWER_OFF -> done(Kernel::powerOff);
        };
    }

    private interface Deed {
        void happen() throws IOException, InterruptedException;
    }

    private static List<String> done(Deed deed) throws IOException, InterruptedException {
        deed.happen();
        return List.of();
    }

    private static <T> T there(@Nullable T part, String name) throws IOException {
        if (part == null) {
            throw new IOException("there is no " + name + " yet");
        }
        return part;
    }

    private static int line(List<String> arguments) {
        return number(arguments, 0);
    }

    private static int number(List<String> arguments, int index) {
        return Integer.parseInt(arguments.get(index));
    }

    private List<String> hello() throws IOException {
        String uptime = Files.readString(UPTIME).split(" ", 2)[0];
        return List.of(
                Long.toString((long) (Double.parseDouble(uptime) * 1000)),
                Files.readString(RELEASE).strip(),
                pins.device().toString());
    }

    private void play(int line, Wave wave) {
        playing.put(line, Thread.ofPlatform().daemon().name("play-" + line).start(() -> {
            try {
                pins.play(line, wave);
            } catch (IOException e) {
                System.out.println("guest: line " + line + ": " + e);
            }
        }));
    }

    private void awaitPlayed() throws InterruptedException {
        for (Thread player : List.copyOf(playing.values())) {
            player.join();
        }
        playing.clear();
    }

    private void letGo(int line) throws IOException {
        HeldLine taken = held.remove(line);
        there(taken, "line " + line + " that we hold").close();
    }

    private String plugKeyboard(String name) throws IOException {
        if (keyboard != null) {
            keyboard.close();
        }
        VirtualKeyboard plugged = VirtualKeyboard.plug(name);
        keyboard = plugged;
        return plugged.device().toString();
    }

    private static void write(Path file, String content) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, content);
    }

    private List<String> startConsole(List<String> command) throws IOException {
        if (console != null && console.alive()) {
            throw new IOException("the console runs already");
        }
        ConsoleProcess started = ConsoleProcess.start(FOLDER, command);
        console = started;
        return List.of(Long.toString(started.pid()));
    }

    /// Opens the ways to it.
    static void open(Guest guest) throws IOException {
        Relays.start();
        // last: who can ask finds everything open
        Relays.accept("verbs", Ports.VERBS, null, new Conversation(guest));
    }
}
