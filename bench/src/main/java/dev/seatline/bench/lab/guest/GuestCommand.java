package dev.seatline.bench.lab.guest;

import java.io.IOException;
import java.nio.file.Path;

/// The one program of the virtual machine, started by its `init`: makes networks, pins and chips, then does what the host
/// asks. When it ends, so does the machine.
public final class GuestCommand {
    private GuestCommand() {}

    /// @param arguments the kernel's module `i2c-stub`
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 1) {
            System.err.println("usage: GuestCommand I2C-STUB-MODULE    (inside the lab's virtual machine)");
            System.exit(2);
        }
        Network.up();
        Kernel.insert(Path.of(arguments[0]), "chip_addr=0x70");
        Guest.open(new Guest(SimulatedPins.make()));
        System.out.println("guest: ready");
        Thread.currentThread().join();
    }
}
