package dev.seatline.bench.lab.cuts;

import dev.seatline.bench.lab.machine.MachineOptions;
import dev.seatline.bench.lab.machine.VirtualMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// One boot of the machine whose power is cut, from switching on to the cut. Used by one thread.
final class CutMachine implements AutoCloseable {
    static final String DISK = "disk.img";
    static final String LOG = "writes.log";
    static final String OUT = "out";

    /// What the console prints once it has opened its journal and works; the number of facts follows.
    static final String SEAT_STARTED = "seat S01 of site lab:";

    /// What it prints when it had to begin a new journal.
    static final String PUT_ASIDE = "was damaged and put aside";

    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int LAST_LINES = 25;

    private final VirtualMachine machine;
    private final long switchedOn;

    /// The console did not get to work.
    static final class NotReadyException extends IOException {
        private static final long serialVersionUID = 1L;

        private final double seconds;

        NotReadyException(String message, double seconds) {
            super(message);
            this.seconds = seconds;
        }

        /// How long it was waited for.
        double seconds() {
            return seconds;
        }
    }

    private CutMachine(VirtualMachine machine, long switchedOn) {
        this.machine = machine;
        this.switchedOn = switchedOn;
    }

    /// Switches it on.
    ///
    /// @param folder with disk and log, and for what the guest hands out
    /// @param mount options with which the guest mounts its disk
    static CutMachine start(
            Path folder, Path kernel, Path init, ConsoleClasses classes, Path configuration, String mount)
            throws IOException {
        MachineOptions options = MachineOptions.of(kernel, init)
                .withEnvironment(Map.of(
                        "SEATLINE_JAVA",
                        classes.java(),
                        "SEATLINE_ARGUMENTS",
                        classes.argumentsFile().toString(),
                        "SEATLINE_CONFIGURATION",
                        configuration.toString(),
                        "SEATLINE_MOUNT",
                        mount));
        // paths are relative to where qemu runs, so that no comma in them needs care; its host is not cut, so that
        // nothing need be synchronised there: what the guest asks for is in the log
        options = options.with(
                options.processors(),
                "-blockdev",
                "driver=blklogwrites,node-name=journal,log-sector-size=512"
                        + ",file.driver=file,file.filename=" + DISK + ",file.cache.no-flush=on"
                        + ",log.driver=file,log.filename=" + LOG + ",log.cache.no-flush=on",
                "-device",
                "virtio-blk-pci,drive=journal",
                "-fsdev",
                "local,id=out,path=" + OUT + ",security_model=none",
                "-device",
                "virtio-9p-pci,fsdev=out,mount_tag=out9p");
        long now = System.nanoTime();
        return new CutMachine(VirtualMachine.start(folder, options), now);
    }

    /// Waits until the lamp shows that the console works.
    ///
    /// @return how long that took from switching on, in seconds
    /// @throws NotReadyException when the machine ends instead, or it takes too long; with what was printed
    double awaitReady() throws NotReadyException, InterruptedException {
        await(HandWords::saysReady);
        return (System.nanoTime() - switchedOn) / 1e9;
    }

    /// Waits until the next press is answered, but not for long.
    void awaitAnswer() throws InterruptedException {
        long end = System.nanoTime() + ANSWER.toNanos();
        int before = HandWords.heard(machine.printed()).answers().size();
        while (HandWords.heard(machine.printed()).answers().size() == before && System.nanoTime() - end < 0) {
            Thread.sleep(1);
        }
    }

    private void await(Predicate<String> line) throws NotReadyException, InterruptedException {
        long end = switchedOn + START.toNanos();
        while (machine.printed().stream().noneMatch(line)) {
            if (!machine.alive() || System.nanoTime() - end > 0) {
                List<String> printed = machine.printed();
                throw new NotReadyException(
                        "the console in the virtual machine did not get ready; it printed\n"
                                + String.join(
                                        "\n",
                                        printed.subList(Math.max(0, printed.size() - LAST_LINES), printed.size())),
                        (System.nanoTime() - switchedOn) / 1e9);
            }
            Thread.sleep(PAUSE);
        }
    }

    /// Whether the console had to put its journal aside.
    boolean putAside() {
        return machine.printed().stream().anyMatch(line -> line.contains(PUT_ASIDE));
    }

    boolean alive() {
        return machine.alive();
    }

    /// Cuts its power.
    ///
    /// @return everything it had printed before
    List<String> cut() throws InterruptedException {
        // not by way of Process, which would close the pipe with what has arrived in it
        ProcessHandle.of(machine.pid()).ifPresent(ProcessHandle::destroyForcibly);
        machine.exit();
        return machine.printed();
    }

    @Override
    public void close() {
        machine.close();
    }
}
