package dev.seatline.bench.lab.link;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One message between host and guest: some texts, each with its length before it. Stateless.
public final class Frame {
    static final int MOST_TEXTS = 100_000;
    static final int LONGEST_TEXT = 1 << 20;

    private Frame() {}

    /// Writes a message and sends it off.
    public static void write(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(bounded(texts.size(), MOST_TEXTS, "texts"));
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bounded(bytes.length, LONGEST_TEXT, "bytes of one text"));
            out.write(bytes);
        }
        out.flush();
    }

    /// Waits for a message.
    ///
    /// @throws java.io.EOFException when the other side has hung up
    /// @throws IOException when what comes is no message
    public static List<String> read(DataInputStream in) throws IOException {
        int count = bounded(in.readInt(), MOST_TEXTS, "texts");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[bounded(in.readInt(), LONGEST_TEXT, "bytes of one text")];
            in.readFully(bytes);
            texts.add(new String(bytes, StandardCharsets.UTF_8));
        }
        return List.copyOf(texts);
    }

    private static int bounded(int found, int most, String what) throws IOException {
        if (found < 0 || found > most) {
            throw new IOException("a message has 0 to " + most + " " + what + ", found " + found);
        }
        return found;
    }
}
