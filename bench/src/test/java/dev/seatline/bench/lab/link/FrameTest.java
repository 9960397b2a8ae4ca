package dev.seatline.bench.lab.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Messages on the line between host and guest.
class FrameTest {
    private static byte[] written(List<String> texts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Frame.write(new DataOutputStream(bytes), texts);
        return bytes.toByteArray();
    }

    private static List<String> read(byte... bytes) throws IOException {
        return Frame.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Test
    void aMessageIsReadAsItWasWritten() throws IOException {
        List<String> texts = List.of("PULL", "", "one\ntwo", "座席");
        assertThat(read(written(texts))).isEqualTo(texts);
        assertThat(read(written(List.of()))).isEmpty();
    }

    @Test
    void whatIsNoMessageIsRefusedBeforeAnyMemoryIsTaken() throws IOException {
        assertThatThrownBy(() -> read((byte) 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff))
                .hasMessageContaining("0 to 100000 texts");
        assertThatThrownBy(() -> read(new byte[] {0, 0, 0, 1, (byte) 0xff, 0, 0, 0}))
                .hasMessageContaining("bytes of one text");
        byte[] whole = written(List.of("PULL"));
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 1))).isInstanceOf(EOFException.class);
    }
}
