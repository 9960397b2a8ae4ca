package dev.seatline.device.hardware.badge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// One stream given in all kinds of chunks.
public final class Chunks {
    private static final int RANDOM_CUTS = 200;

    private Chunks() {}

    /// What a new decoder makes of the stream for each way of cutting it: by every length, in two at every
    /// place, and by chance. The chunks lie in a larger array, with other things behind them.
    public static List<List<CardNumber>> ofEveryKind(
            Supplier<CardDecoder> decoder, byte[] stream, long now, RandomGenerator random) {
        List<List<CardNumber>> all = new ArrayList<>();
        for (int length = 1; length <= stream.length; length++) {
            int each = length;
            all.add(read(decoder.get(), stream, now, () -> each));
        }
        for (int cut = 0; cut < stream.length; cut++) {
            CardDecoder halves = decoder.get();
            List<CardNumber> numbers = new ArrayList<>(halves.read(stream, cut, now));
            numbers.addAll(halves.read(Arrays.copyOfRange(stream, cut, stream.length), stream.length - cut, now));
            all.add(numbers);
        }
        for (int i = 0; i < RANDOM_CUTS; i++) {
            all.add(read(decoder.get(), stream, now, () -> random.nextInt(40)));
        }
        return all;
    }

    public static List<CardNumber> read(CardDecoder decoder, byte[] stream, long now, Supplier<Integer> lengths) {
        List<CardNumber> numbers = new ArrayList<>();
        int from = 0;
        while (from < stream.length) {
            int length = Math.min(lengths.get(), stream.length - from);
            byte[] chunk = new byte[length + 3];
            Arrays.fill(chunk, (byte) 2);
            System.arraycopy(stream, from, chunk, 0, length);
            numbers.addAll(decoder.read(chunk, length, now));
            from += length;
        }
        return numbers;
    }

    public static List<String> digits(List<CardNumber> numbers) {
        return numbers.stream().map(CardNumber::digits).toList();
    }
}
