package dev.seatline.bench.lab;

import dev.seatline.bench.lab.guest.GuestCommand;
import dev.seatline.bench.lab.link.Ports;
import dev.seatline.bench.lab.machine.KernelFiles;
import dev.seatline.bench.lab.machine.MachineOptions;
import dev.seatline.bench.lab.machine.VirtualMachine;
import dev.seatline.bench.site.Site;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The lab's virtual machine with the guest's program in it. Used by one thread.
public final class LabMachine implements AutoCloseable {
    private static final Path INIT = Path.of("bench", "src", "lab", "guest-init");

    /// The machine's clock counts what its processor does: whatever else runs on the host, contacts bounce,
    /// lamps blink and consoles wait as long as they should. Such a machine has one processor.
    private static final String[] COUNTED = {"-icount", "shift=1,sleep=on"};

    private final VirtualMachine machine;
    private final GuestLine guest;
    private final int waitingPort;
    private final int pagePort;

    private LabMachine(VirtualMachine machine, GuestLine guest, int waitingPort, int pagePort) {
        this.machine = machine;
        this.guest = guest;
        this.waitingPort = waitingPort;
        this.pagePort = pagePort;
    }

    /// Boots it, and waits until the guest answers.
    ///
    /// @param root of the project
    /// @param folder for the few files it needs; exists
    public static LabMachine start(Path root, Path folder, KernelFiles kernel)
            throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java").toRealPath();
        Path arguments = folder.resolve("guest.arguments").toAbsolutePath().normalize();
        Files.write(
                arguments, arguments(kernel).stream().map(LabMachine::quoted).toList());
        int verbs = Site.freePort();
        int waiting = Site.freePort();
        int page = Site.freePort();
        MachineOptions options = MachineOptions.of(
                        kernel.image(), root.resolve(INIT).toAbsolutePath().normalize())
                .withEnvironment(Map.of("SEATLINE_JAVA", java.toString(), "SEATLINE_ARGUMENTS", arguments.toString()))
                .forwarding(verbs, Ports.VERBS)
                .forwarding(waiting, Ports.WAITING)
                .forwarding(page, Ports.PAGE)
                .with(1, COUNTED);
        VirtualMachine machine = VirtualMachine.start(folder, options);
        try {
            return new LabMachine(machine, GuestLine.open(verbs, machine), waiting, page);
        } catch (IOException | InterruptedException | RuntimeException e) {
            machine.close();
            throw e;
        }
    }

    private static List<String> arguments(KernelFiles kernel) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx64m",
                // wide registers are slow when they are emulated
                "-XX:UseAVX=0",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.io.tmpdir=/dev/shm/tmp",
                "--enable-native-access=ALL-UNNAMED"));
        words.addAll(List.of(
                "-cp",
                ownPlace().toString(),
                GuestCommand.class.getName(),
                kernel.i2cStub().toString()));
        return words;
    }

    /// The jar or folder with the guest's classes, which need nothing else.
    private static Path ownPlace() throws IOException {
        try {
            return Path.of(GuestCommand.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toRealPath();
        } catch (URISyntaxException e) {
            throw new IOException("the classes of the lab are in no file", e);
        }
    }

    /// As a line of a file of arguments for `java`.
    private static String quoted(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    public GuestLine guest() {
        return guest;
    }

    public VirtualMachine machine() {
        return machine;
    }

    /// Where connections wait that are to be carried to the broker.
    public int waitingPort() {
        return waitingPort;
    }

    /// Leads to the console's page.
    public int pagePort() {
        return pagePort;
    }

    /// Cuts its power: nothing in it is worth keeping.
    @Override
    public void close() throws IOException, InterruptedException {
        guest.close();
        machine.kill();
    }
}
