package dev.seatline.bench.lab.scenario;

import dev.seatline.device.seat.Outputs.Colour;
import dev.seatline.device.seat.Outputs.Pattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a person sees who looks at the lines of a lamp for a while. Immutable; any thread.
///
/// @param phases one after the other, each of another colour than the one before; the last one goes on
/// @param until nanoseconds to which it was looked at
public record LampSeen(List<Phase> phases, long until) {
    /// Shorter ones come from looking at one line after the other.
    private static final long TOO_SHORT = 25_000_000;

    private static final long MILLI = 1_000_000;

    /// A colour.
    ///
    /// @param from nanoseconds
    public record Phase(Colour colour, long from) {}

    /// Which lines a lamp has.
    ///
    /// @param amber -1 if red and green are amber
    /// @param blue -1 if there is none
    public record Lines(int green, int amber, int red, int blue) {
        /// Those that are there.
        public List<Integer> all() {
            return List.of(green, amber, red, blue).stream()
                    .filter(line -> line >= 0)
                    .toList();
        }

        /// @throws IllegalStateException for lines that are never lit together
        Colour colour(Set<Integer> lit) {
            if (amber < 0 && lit.equals(Set.of(red, green))) {
                return Colour.AMBER;
            }
            if (lit.size() > 1) {
                throw new IllegalStateException("lines " + lit + " are lit together");
            }
            if (lit.isEmpty()) {
                return Colour.OFF;
            }
            int line = lit.iterator().next();
            return line == green ? Colour.GREEN : line == red ? Colour.RED : line == blue ? Colour.BLUE : Colour.AMBER;
        }
    }

    public LampSeen {
        phases = List.copyOf(phases);
    }

    /// @param watched what the guest answers to `WATCHED`
    /// @throws IllegalStateException when lines are lit together for longer than it takes to switch from one
    ///     to another
    static LampSeen of(Lines lines, List<String> watched) {
        long until = Long.parseLong(watched.getFirst());
        List<Long> times = new ArrayList<>();
        List<Set<Integer>> lit = new ArrayList<>();
        Set<Integer> present = new HashSet<>();
        for (String change : watched.subList(1, watched.size())) {
            String[] words = change.split(" ", -1);
            int line = Integer.parseInt(words[1]);
            if (words[2].equals("1")) {
                present.add(line);
            } else {
                present.remove(line);
            }
            if (lines.all().contains(line)) {
                times.add(Long.parseLong(words[0]));
                lit.add(Set.copyOf(
                        present.stream().filter(lines.all()::contains).toList()));
            }
        }
        List<Phase> phases = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            long end = i + 1 < times.size() ? times.get(i + 1) : until;
            if (end - times.get(i) < TOO_SHORT) {
                continue;
            }
            Colour colour = lines.colour(lit.get(i));
            if (phases.isEmpty() || phases.getLast().colour() != colour) {
                phases.add(new Phase(colour, times.get(i)));
            }
        }
        return new LampSeen(phases, until);
    }

    /// How often it changed its colour after a moment, darkness counted.
    int changesAfter(long moment) {
        return (int) phases.stream().filter(phase -> phase.from() > moment).count();
    }

    /// The colour now.
    Colour colour() {
        return phases.isEmpty() ? Colour.OFF : phases.getLast().colour();
    }

    /// How long it has been as it is, in milliseconds.
    long restedMillis() {
        return phases.isEmpty() ? 0 : (until - phases.getLast().from()) / MILLI;
    }

    /// Whether a person would say by now that it shows this.
    boolean shows(Colour colour, Pattern pattern) {
        return switch (pattern) {
            case STEADY -> colour() == colour && restedMillis() > (colour == Colour.OFF ? 1_400 : 700);
            case SLOW_BLINK -> blinks(colour, List.of(500L, 500L));
            case FAST_BLINK -> blinks(colour, List.of(125L, 125L, 125L, 125L));
            case DOUBLE_BLINK -> blinks(colour, List.of(125L, 125L, 125L, 1_125L));
        };
    }

    /// Whether the last whole phases were those of a rhythm, beginning with light and wherever they began.
    private boolean blinks(Colour colour, List<Long> rhythm) {
        int whole = 2 * rhythm.size();
        // the last phase goes on, so it is not whole
        int last = phases.size() - 1;
        if (last < whole) {
            return false;
        }
        for (int shift = 0; shift < rhythm.size(); shift++) {
            if (fits(colour, rhythm, last - whole, whole, shift)) {
                return true;
            }
        }
        return false;
    }

    private boolean fits(Colour colour, List<Long> rhythm, int first, int count, int shift) {
        for (int i = 0; i < count; i++) {
            int place = (i + shift) % rhythm.size();
            Colour expected = place % 2 == 0 ? colour : Colour.OFF;
            long millis =
                    (phases.get(first + i + 1).from() - phases.get(first + i).from()) / MILLI;
            long wanted = rhythm.get(place);
            if (phases.get(first + i).colour() != expected || millis < wanted * 3 / 4 || millis > wanted * 5 / 4) {
                return false;
            }
        }
        return true;
    }

    /// The mean time from one flash to the next of the last few, in milliseconds; empty if it does not blink.
    Optional<Double> period(int flashes) {
        List<Long> lit = phases.stream()
                .filter(phase -> phase.colour() != Colour.OFF)
                .map(Phase::from)
                .toList();
        if (lit.size() <= flashes) {
            return Optional.empty();
        }
        return Optional.of((lit.getLast() - lit.get(lit.size() - 1 - flashes)) / 1e6 / flashes);
    }

    /// How long the last whole phase of a colour was, in milliseconds; 0 if there is none.
    double lastMillis(Colour colour) {
        for (int i = phases.size() - 2; i >= 0; i--) {
            if (phases.get(i).colour() == colour) {
                return (phases.get(i + 1).from() - phases.get(i).from()) / 1e6;
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = Math.max(0, phases.size() - 12); i < phases.size(); i++) {
            long end = i + 1 < phases.size() ? phases.get(i + 1).from() : until;
            text.append(phases.get(i).colour())
                    .append(' ')
                    .append((end - phases.get(i).from()) / MILLI)
                    .append(" ms, ");
        }
        return text.isEmpty() ? "nothing" : text.substring(0, text.length() - 2);
    }
}
