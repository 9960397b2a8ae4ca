package dev.seatline.device.hardware.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.device.hardware.evdev.InputDevice;
import dev.seatline.device.hardware.gpiochip.GpioChip;
import dev.seatline.device.hardware.linuxbus.LinuxI2cDevice;
import dev.seatline.device.hardware.linuxbus.LinuxSpiDevice;
import dev.seatline.device.hardware.serial.SerialLine;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Files of this machine's own kernel.
@Timeout(60)
class LinuxFileTest {
    private static final OptionalLong NEVER = OptionalLong.empty();

    @Test
    void everyByteOfASerialLineArrivesAsItIs() throws IOException {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        try (Terminal terminal = new Terminal();
                FileWait wait = new FileWait();
                LinuxFile line = SerialLine.open(terminal.path(), 9_600)) {
            assertThat(line.read(line.memory(10))).isZero();
            terminal.send(all);
            MemorySegment got = line.memory(512);
            int length = 0;
            while (length < all.length) {
                wait.await(List.of(line), NEVER);
                assertThat(wait.ready(0)).isTrue();
                length += line.read(got.asSlice(length));
            }
            assertThat(Arrays.copyOf(got.toArray(JAVA_BYTE), length)).isEqualTo(all);
        }
    }

    /// The modes of a serial line outlive whoever set them: so do those of a terminal program that a technician has
    /// used.
    @Test
    void aQuietLineIsNotGoneAlsoIfAnotherProgramLetItsReadsEndAtOnce() throws IOException {
        int characters = 17;
        int time = 5;
        int least = 6;
        try (Terminal terminal = new Terminal();
                LinuxFile other = LinuxFile.open(terminal.path())) {
            MemorySegment modes = other.memory(44);
            other.ask(0x802c542aL, modes, "ask for its modes");
            modes.set(JAVA_BYTE, characters + time, (byte) 0);
            modes.set(JAVA_BYTE, characters + least, (byte) 0);
            other.ask(0x402c542bL, modes, "set its modes");
            try (LinuxFile line = SerialLine.open(terminal.path(), 9_600)) {
                assertThat(line.read(line.memory(10))).isZero();
            }
        }
    }

    @Test
    void aLineWhosePlugIsPulledIsReadyAndThenGone() throws IOException {
        try (FileWait wait = new FileWait();
                Arena memory = Arena.ofConfined()) {
            Terminal terminal = new Terminal();
            LinuxFile line = SerialLine.open(terminal.path(), 9_600);
            terminal.close();
            wait.await(List.of(line), NEVER);
            assertThat(wait.ready(0)).isTrue();
            MemorySegment room = memory.allocate(10);
            boolean gone;
            try {
                gone = line.read(room) < 0;
            } catch (LinuxException e) {
                gone = e.gone();
            }
            assertThat(gone).isTrue();
            line.close();
        }
    }

    @Test
    void waitingEndsWhenItsTimeHasCome() throws IOException {
        try (FileWait wait = new FileWait();
                Terminal terminal = new Terminal();
                LinuxFile line = SerialLine.open(terminal.path(), 9_600)) {
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
            while (System.nanoTime() - until < 0) {
                wait.await(List.of(line), OptionalLong.of(until));
                assertThat(wait.ready(0)).isFalse();
            }
            wait.await(List.of(line), OptionalLong.of(until));
            assertThat(wait.ready(0)).isFalse();
        }
    }

    @Test
    void whoWaitsIsWokenByAnotherThreadAlsoBeforeHeWaits() throws IOException, InterruptedException {
        try (FileWait wait = new FileWait()) {
            wait.wake();
            wait.wake();
            wait.await(List.of(), NEVER);
            Thread other = Thread.ofVirtual().start(wait::wake);
            wait.await(List.of(), NEVER);
            other.join();
        }
    }

    @Test
    void anErrorNamesTheFileWhatWasTriedAndWhatToDo() {
        assertThatThrownBy(() -> LinuxFile.open("/dev/no-such-reader"))
                .isInstanceOf(LinuxException.class)
                .hasMessage(
                        "/dev/no-such-reader: cannot open it: there is no such file; look whether the part is plugged"
                                + " in and its interface switched on");
        assertThatThrownBy(() -> SerialLine.open("/dev/null", 9_600))
                .hasMessageContaining("/dev/null: cannot ask for its speed, so it is no serial line");
        assertThatThrownBy(() -> InputDevice.open("/dev/null"))
                .hasMessageContaining("/dev/null: cannot set its clock, so it is no input device");
        assertThatThrownBy(() -> LinuxI2cDevice.open("/dev/null", 0x70)).hasMessageContaining("choose address 0x70");
        assertThatThrownBy(() -> LinuxSpiDevice.open("/dev/null", 1_000_000)).hasMessageContaining("no SPI device");
        assertThatThrownBy(() -> GpioChip.open("/dev/null")).hasMessageContaining("it is no GPIO chip");
        assertThatThrownBy(() -> GpioChip.open("no-such-label"))
                .hasMessageContaining("there is no GPIO chip with the label no-such-label; found: ");
        assertThatThrownBy(() -> InputDevice.open("No Such Reader"))
                .hasMessageContaining("no input device is named \"No Such Reader\": is the reader plugged in?");
    }

    @Test
    void aFileIsClosedOnce() throws IOException {
        Terminal terminal = new Terminal();
        LinuxFile line = SerialLine.open(terminal.path(), 9_600);
        line.close();
        line.close();
        terminal.close();
    }
}
