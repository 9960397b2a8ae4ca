package dev.seatline.device.hardware.ht16k33;

import dev.seatline.device.hardware.bus.I2cDevice;
import dev.seatline.device.hardware.digits.Digits;
import dev.seatline.device.hardware.digits.SevenSegments;
import java.io.IOException;
import java.util.List;

/// The usual board of four digits with a colon, driven by an HT16K33. Nothing is sent before the first [#show] or
/// [#refresh]. For one thread.
///
/// Numbers: Holtek, HT16K33 data sheet, rev. 1.20: "System Setup Register" (the oscillator), "Dimming Set Data
/// Input", "Display Setup Register", "Display Data Address Pointer" and "Display Memory" (common n is row 2n),
/// "Write Operation" (the address moves on by itself). On the boards the digits hang on commons 0, 1, 3 and 4,
/// the colon on common 2.
public final class Ht16k33 implements Digits {
    /// The brightest of 16 steps.
    public static final int BRIGHTEST = 15;

    private static final int OSCILLATOR_ON = 0x21;
    private static final int DIMMING = 0xE0;
    private static final int DISPLAY_ON = 0x81;
    private static final int DISPLAY_OFF = 0x80;

    private static final int MEMORY = 0;
    private static final int MEMORY_BYTES = 16;
    private static final List<Integer> DIGIT_ROWS = List.of(0, 2, 6, 8);
    private static final int COLON_ROW = 4;
    private static final byte COLON = 0x02;

    private final I2cDevice device;
    private final int brightness;

    private String shown = "";

    /// Whether the display is known to be set up.
    private boolean ready;

    private boolean closed;

    /// @param device is closed with this
    /// @param brightness 0 to 15
    public Ht16k33(I2cDevice device, int brightness) {
        if (brightness < 0 || brightness > BRIGHTEST) {
            throw new IllegalArgumentException("the brightness of an HT16K33 is 0 to 15, found " + brightness);
        }
        this.device = device;
        this.brightness = brightness;
    }

    /// One write to the bus, if the display has been set up.
    @Override
    public void show(String text) throws IOException {
        shown = text;
        if (ready) {
            write(memory(shown));
        } else {
            refresh();
        }
    }

    @Override
    public void refresh() throws IOException {
        ready = false;
        device.command(OSCILLATOR_ON);
        device.command(DIMMING | brightness);
        // before the display is switched on: after power-on the memory holds anything
        write(memory(shown));
        device.command(DISPLAY_ON);
        ready = true;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (device) {
            write(memory(""));
            device.command(DISPLAY_OFF);
        } catch (IOException _) {
            // it does not answer, so it cannot be darkened either
        }
    }

    private void write(byte[] memory) throws IOException {
        boolean wasReady = ready;
        ready = false;
        device.write(MEMORY, memory);
        ready = wasReady;
    }

    private static byte[] memory(String text) {
        SevenSegments segments = SevenSegments.of(text);
        byte[] memory = new byte[MEMORY_BYTES];
        for (int place = 0; place < SevenSegments.PLACES; place++) {
            memory[DIGIT_ROWS.get(place)] = segments.places().get(place).byteValue();
        }
        memory[COLON_ROW] = segments.colon() ? COLON : 0;
        return memory;
    }
}
