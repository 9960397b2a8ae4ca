package dev.seatline.device.hardware.edges;

import static dev.seatline.device.hardware.edges.Contacts.pressed;
import static dev.seatline.device.hardware.edges.Contacts.released;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Bounces as switches give them: each is exactly one press, with the moments of the first edges. The bounce time is
/// 10 ms; times are microseconds; the first edge presses.
class BounceShapesTest {
    /// @param at when the press begins
    /// @param until when the release begins
    private record Shape(String name, long at, long until, Consumer<Contacts> played) {
        static Shape of(String name, long at, long until, long... edges) {
            return new Shape(name, at, until, contacts -> contacts.edges(edges));
        }
    }

    private static final List<Shape> SHAPES = List.of(
            Shape.of("clean", 0, 90_000, 0, 90_000),
            Shape.of("one bounce at the press", 0, 90_000, 0, 180, 410, 90_000),
            Shape.of("one bounce at the release", 0, 90_000, 0, 90_000, 90_250, 90_300),
            Shape.of("a tact switch", 0, 120_000, 0, 35, 60, 110, 140, 120_000, 120_020, 120_055),
            Shape.of(
                    "a worn tact switch",
                    0,
                    140_000,
                    0,
                    700,
                    1_900,
                    2_000,
                    5_200,
                    5_900,
                    6_100,
                    140_000,
                    143_000,
                    143_400),
            Shape.of(
                    "an arcade button",
                    0,
                    200_000,
                    0,
                    900,
                    1_300,
                    2_600,
                    2_900,
                    200_000,
                    200_400,
                    201_900,
                    202_000,
                    203_800),
            Shape.of("a long tail at the press", 0, 99_000, 0, 4_000, 8_000, 13_000, 21_000, 29_000, 38_000, 99_000),
            Shape.of(
                    "a long tail at the release",
                    0,
                    80_000,
                    0,
                    80_000,
                    85_000,
                    93_000,
                    101_000,
                    110_000,
                    119_000,
                    120_000),
            Shape.of("tails at both", 0, 150_000, 0, 9_000, 18_000, 27_000, 36_000, 150_000, 159_900, 169_800),
            Shape.of("a burst of a hundred edges", 0, 100_500, hundredEdgesThenRelease()),
            Shape.of("pauses just below the bounce time", 0, 70_000, 0, 9_999, 19_998, 70_000, 79_999, 89_998),
            Shape.of("pressed just long enough", 0, 10_000, 0, 10_000),
            Shape.of("released just long enough before a spike", 0, 60_000, 0, 60_000, 70_001, 70_100),
            Shape.of("a spike long before", 50_000, 130_000, 0, 40, 50_000, 50_200, 50_300, 130_000),
            Shape.of("a spike just before is its first edge", 0, 90_000, 0, 40, 5_000, 90_000),
            Shape.of("a spike while held", 0, 200_000, 0, 90_000, 90_030, 200_000),
            Shape.of(
                    "many spikes while held", 0, 300_000, 0, 50_000, 50_900, 90_000, 99_000, 150_000, 151_000, 300_000),
            Shape.of("a spike long after", 0, 90_000, 0, 90_000, 190_000, 190_010),
            Shape.of("spikes all around", 30_000, 200_000, 0, 9, 30_000, 99_000, 99_009, 200_000, 250_000, 250_009),
            Shape.of("pressed for a minute", 0, 60_000_000, 0, 300, 350, 60_000_000, 60_000_200, 60_000_400),
            Shape.of("edges of one moment", 0, 90_000, 0, 0, 0, 90_000, 90_000, 90_000),
            new Shape("merged edges: the release between two presses was not seen", 0, 90_000, contacts -> {
                contacts.edge(false, 0);
                contacts.edge(false, 900);
                contacts.edge(true, 90_000);
            }),
            new Shape("an overrun in the bounce of the press", 0, 90_000, contacts -> {
                contacts.edges(0, 100, 200);
                contacts.missed();
                contacts.asked(false, 4_000);
                contacts.edge(true, 90_000);
            }),
            new Shape("an overrun in the bounce of the release", 0, 90_000, contacts -> {
                contacts.edges(0, 90_000, 90_100, 90_200);
                contacts.missed();
                contacts.asked(true, 95_000);
            }),
            new Shape("an overrun that ends pressed as it began, and bounces on", 0, 90_000, contacts -> {
                contacts.edges(0, 100, 200);
                contacts.missed();
                contacts.edge(false, 12_000);
                contacts.asked(false, 12_500);
                contacts.edges(13_000, 13_300, 90_000);
            }),
            new Shape("an overrun that hid the press", 20_000, 90_000, contacts -> {
                contacts.missed();
                contacts.asked(false, 20_000);
                contacts.edge(true, 90_000);
            }),
            new Shape("an overrun of nothing but spikes while held", 0, 190_000, contacts -> {
                contacts.edges(0, 50_000, 50_100);
                contacts.missed();
                contacts.asked(false, 120_000);
                contacts.edge(true, 190_000);
            }),
            new Shape("asked again and again", 0, 90_000, contacts -> {
                contacts.asked(true, -10);
                contacts.edge(false, 0);
                contacts.asked(false, 5_000);
                contacts.asked(false, 9_000);
                contacts.asked(false, 50_000);
                contacts.edge(true, 90_000);
                contacts.asked(true, 95_000);
            }));

    @TestFactory
    Stream<DynamicTest> eachShapeIsOnePress() {
        return SHAPES.stream().map(shape -> dynamicTest(shape.name(), () -> onePress(shape, false)));
    }

    @TestFactory
    Stream<DynamicTest> eachShapeIsOnePressForAThreadThatIsLate() {
        return SHAPES.stream().map(shape -> dynamicTest(shape.name(), () -> onePress(shape, true)));
    }

    private static void onePress(Shape shape, boolean lateThread) {
        Contacts contacts = Contacts.atRest(lateThread);
        shape.played().accept(contacts);
        contacts.passUntil(100_000_000);
        assertThat(contacts.told()).containsExactly(pressed(shape.at()), released(shape.until()));
        assertThat(contacts.debounce().due()).isEmpty();
        assertThat(contacts.debounce().restlessSince(0, Contacts.nanos(100_000_000)))
                .isEmpty();
    }

    /// An odd number of edges 5 µs apart leaves it pressed.
    private static long[] hundredEdgesThenRelease() {
        long[] edges = new long[102];
        for (int i = 0; i < 101; i++) {
            edges[i] = 5L * i;
        }
        edges[101] = 100_500;
        return edges;
    }
}
