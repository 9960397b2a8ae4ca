package dev.seatline.bench.lab.machine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a virtual machine is made of. Immutable; any thread.
///
/// @param kernel image to boot
/// @param init a script of the shell, the first program; a path in the guest, which is one of the host
/// @param environment of the first program
/// @param processors how many
/// @param mebibytes of memory
/// @param forwarded ports of the host's loopback, each with the guest's port that it leads to
/// @param more options of qemu, such as `-icount` or a drive
public record MachineOptions(
        Path kernel,
        Path init,
        Map<String, String> environment,
        int processors,
        int mebibytes,
        Map<Integer, Integer> forwarded,
        List<String> more) {

    public MachineOptions {
        environment = Map.copyOf(environment);
        forwarded = Map.copyOf(forwarded);
        more = List.copyOf(more);
    }

    /// The usual one: two processors, 1 GiB.
    public static MachineOptions of(Path kernel, Path init) {
        return new MachineOptions(kernel, init, Map.of(), 2, 1024, Map.of(), List.of());
    }

    public MachineOptions withEnvironment(Map<String, String> variables) {
        return new MachineOptions(kernel, init, variables, processors, mebibytes, forwarded, more);
    }

    /// Lets the host reach a port of the guest. There is no way from the guest to anywhere.
    public MachineOptions forwarding(int hostPort, int guestPort) {
        Map<Integer, Integer> ports = new LinkedHashMap<>(forwarded);
        ports.put(hostPort, guestPort);
        return new MachineOptions(kernel, init, environment, processors, mebibytes, ports, more);
    }

    public MachineOptions with(int cpus, String... options) {
        List<String> all = new ArrayList<>(more);
        all.addAll(List.of(options));
        return new MachineOptions(kernel, init, environment, cpus, mebibytes, forwarded, all);
    }

    /// How qemu is started. Its processor is emulated: a virtual machine within another one may hang with a real one.
    List<String> command(String qemu) {
        List<String> command = new ArrayList<>(List.of(
                qemu,
                "-nodefaults",
                "-no-user-config",
                "-no-reboot",
                "-display",
                "none",
                "-serial",
                "stdio",
                "-accel",
                "tcg",
                "-cpu",
                "max",
                "-smp",
                Integer.toString(processors),
                "-m",
                Integer.toString(mebibytes),
                "-kernel",
                kernel.toString(),
                "-append",
                append(),
                "-fsdev",
                "local,id=root,path=/,security_model=none,multidevs=remap,readonly=on",
                "-device",
                "virtio-9p-pci,fsdev=root,mount_tag=root9p",
                "-device",
                "virtio-rng-pci",
                "-netdev",
                network(),
                "-device",
                "virtio-net-pci,netdev=wire,romfile="));
        command.addAll(more);
        return command;
    }

    private String append() {
        StringBuilder text = new StringBuilder("console=ttyS0 root=root9p ro rootfstype=9p"
                + " rootflags=trans=virtio,version=9p2000.L,msize=262144,cache=loose panic=-1");
        text.append(" loglevel=5 init=/bin/sh");
        environment.forEach((name, value) ->
                text.append(' ').append(quoted(name + "=" + value)));
        // what follows is the shell's: so the script needs no right to be run, as one in a copied folder may not have
        text.append(" -- ").append(quoted(init.toString()));
        return text.toString();
    }

    /// The kernel takes a word with spaces when all of it is quoted.
    private static String quoted(String word) {
        if (word.contains("\"")) {
            throw new IllegalArgumentException("the kernel's command line takes no quotes, found " + word);
        }
        return word.contains(" ") ? '"' + word + '"' : word;
    }

    private String network() {
        StringBuilder text = new StringBuilder("user,id=wire,restrict=on");
        forwarded.forEach((host, guest) ->
                text.append(",hostfwd=tcp:127.0.0.1:").append(host).append("-:").append(guest));
        return text.toString();
    }
}
