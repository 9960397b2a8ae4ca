package dev.seatline.device.hardware.mfrc522;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.device.hardware.badge.CardNumber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of cards before the reader, and of a chip that fails. The reader looks ten times a second.
class Mfrc522Test {
    private static final String SINGLE = "04A1B2C3";
    private static final String DOUBLE = "04D1E2F3A4B5C6";
    private static final String TRIPLE = "04112233445566778899";
    private static final long MILLISECOND = 1_000_000;
    private static final long EVERY = 100 * MILLISECOND;
    private static final long HOUR = 3_600_000 * MILLISECOND;

    /// Everything of one look, with setting up and the longest number.
    private static final int MOST_TRANSFERS = 150;

    private final FakeChip chip = new FakeChip(0x92);
    private final Mfrc522 reader = new Mfrc522(chip, Duration.ofSeconds(1), chip::passes);
    private long now = Long.MAX_VALUE - 5_000 * MILLISECOND;

    @ParameterizedTest
    @ValueSource(strings = {SINGLE, DOUBLE, TRIPLE, "00000000", "FFFFFFFF", "04888801888888", "04112233445588778899"})
    void aCardIsItsNumber(String number) {
        chip.put(new ContactlessCard(number));
        assertThat(reader.look(now)).hasValue(new CardNumber(number, now));
        assertThat(reader.rejected()).isZero();
        assertThat(reader.fault()).isEmpty();
        assertThat(reader.revived()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x88, 0x90, 0x91, 0x92, 0xB2})
    void everyKnownChipReads(int version) {
        FakeChip known = new FakeChip(version);
        known.put(new ContactlessCard(DOUBLE));
        assertThat(new Mfrc522(known, Duration.ZERO, known::passes).look(1)).isPresent();
    }

    @Test
    void anyNumberIsRead() {
        RandomGenerator random = new Random(1);
        for (int i = 0; i < 500; i++) {
            String number = anyNumber(random);
            chip.put(new ContactlessCard(number));
            assertThat(digits(look())).containsExactly(number);
        }
        assertThat(reader.rejected()).isZero();
    }

    @Test
    void withoutACardALookIsOnePauseAndFewTransfers() {
        look();
        chip.transfers();
        chip.pauses();
        assertThat(look()).isEmpty();
        assertThat(chip.pauses()).as("an idle console hardly wakes").isEqualTo(1);
        assertThat(chip.transfers()).isLessThanOrEqualTo(10);
        assertThat(reader.rejected()).isZero();
    }

    @Test
    void aCardThatStaysIsSeenByEveryLookAndToldOnceInAWhile() {
        chip.put(new ContactlessCard(DOUBLE));
        List<CardNumber> told = looks(100);
        assertThat(told).hasSize(10);
        assertThat(told.get(1).at() - told.get(0).at()).isEqualTo(1_000 * MILLISECOND);
        assertThat(reader.rejected()).isZero();
    }

    @Test
    void withoutAPauseEveryLookTells() {
        Mfrc522 eager = new Mfrc522(chip, Duration.ZERO, chip::passes);
        chip.put(new ContactlessCard(SINGLE));
        for (int i = 0; i < 20; i++) {
            assertThat(eager.look(now)).isPresent();
        }
    }

    @Test
    void anotherCardIsToldAtOnceAndTheFirstOneAfterIt() {
        chip.put(new ContactlessCard(SINGLE));
        assertThat(digits(look())).containsExactly(SINGLE);
        chip.put(new ContactlessCard(TRIPLE));
        assertThat(digits(look())).containsExactly(TRIPLE);
        chip.put(new ContactlessCard(SINGLE));
        assertThat(digits(look())).containsExactly(SINGLE);
    }

    @Test
    void twoCardsAtOnceAreRejectedAndOneOfThemAloneIsRead() {
        String sameMaker = "04D1E2F3A4B5C7";
        for (List<String> both : List.of(
                List.of(SINGLE, "04A1B2C2"),
                List.of(SINGLE, DOUBLE),
                List.of(DOUBLE, sameMaker),
                List.of(TRIPLE, "04112233445566778898"),
                List.of("AAAAAAAA", "55555555"))) {
            long before = reader.rejected();
            chip.put(new ContactlessCard(both.getFirst()), new ContactlessCard(both.getLast()));
            assertThat(looks(30)).as("%s", both).isEmpty();
            assertThat(reader.rejected() - before).isGreaterThanOrEqualTo(10);
            chip.put(new ContactlessCard(both.getLast()));
            assertThat(digits(looks(2))).as("%s", both).containsExactly(both.getLast());
        }
        assertThat(reader.fault()).isEmpty();
        assertThat(reader.revived()).isZero();
    }

    @Test
    void aWrongCheckByteOrChecksumIsRejected() {
        for (String number : List.of(SINGLE, DOUBLE, TRIPLE)) {
            chip.put(new ContactlessCard(number).withWrongCheckByte());
            assertThat(looks(10)).isEmpty();
            chip.put(new ContactlessCard(number).withWrongAcknowledge());
            assertThat(looks(10)).isEmpty();
        }
        assertThat(reader.rejected()).isPositive();
    }

    @Test
    void anAcknowledgementThatDoesNotFitThePartIsRejected() {
        chip.put(new ContactlessCard("88A1B2C3"));
        assertThat(looks(10)).as("a tag, and nothing more").isEmpty();
        chip.put(new ContactlessCard(DOUBLE).withoutTag());
        assertThat(looks(10)).as("more, and no tag").isEmpty();
        assertThat(reader.rejected()).isPositive();
    }

    @Test
    void damageThatTheChipSawIsBelieved() {
        chip.noise(answer -> true);
        chip.put(new ContactlessCard(SINGLE));
        assertThat(look()).isEmpty();
        assertThat(reader.rejected()).isEqualTo(1);
    }

    @Test
    void anAnswerOfAnotherLengthIsRejectedAndNothingOfItStaysInTheBuffer() {
        List<FakeChip.Noise> lengths = List.of(
                answer -> !answer.add(0),
                answer -> answer.removeLast() < 0,
                answer -> answer.size() == 5 && !answer.add(0),
                answer -> answer.size() == 3 && !answer.addAll(List.of(1, 2, 3)));
        for (FakeChip.Noise length : lengths) {
            now += HOUR / 60;
            chip.noise(length);
            chip.put(new ContactlessCard(SINGLE));
            long before = reader.rejected();
            assertThat(look()).isEmpty();
            assertThat(reader.rejected()).isEqualTo(before + 1);
            chip.well();
            chip.put(new ContactlessCard(SINGLE));
            assertThat(digits(look())).containsExactly(SINGLE);
        }
        chip.register(Registers.CONTROL, 0x03);
        chip.put(new ContactlessCard(DOUBLE));
        assertThat(look()).as("the last byte is not whole").isEmpty();
    }

    @Test
    void aChipThatGoesDumbInTheMiddleIsNoCard() {
        Mfrc522 cut = new Mfrc522(chip, Duration.ZERO, nanos -> {
            chip.passes(nanos);
            if (chip.fieldOn()) {
                chip.deafAndReads(0xFF);
            }
        });
        chip.put(new ContactlessCard(SINGLE));
        assertThat(cut.look(now)).isEmpty();
        assertThat(cut.rejected()).isZero();
        assertThat(cut.look(now)).isEmpty();
        assertThat(cut.fault()).isPresent();
    }

    @Test
    void aNumberWithoutEndIsRejected() {
        chip.put(new ContactlessCard(TRIPLE).withoutEnd());
        chip.transfers();
        assertThat(look()).isEmpty();
        assertThat(chip.transfers()).isLessThan(MOST_TRANSFERS);
        assertThat(reader.rejected()).isEqualTo(1);
    }

    @Test
    void aCardTakenAwayInTheMiddleIsCutOffAndTheNextLookIsWell() {
        for (int heard = 1; heard <= 7; heard++) {
            int limit = heard;
            List<Integer> counted = new ArrayList<>();
            now += HOUR / 60;
            chip.put(new ContactlessCard(TRIPLE));
            chip.noise(answer -> {
                counted.add(1);
                if (counted.size() > limit) {
                    answer.clear();
                }
                return false;
            });
            long before = reader.rejected();
            List<CardNumber> told = look();
            assertThat(told.size() + reader.rejected() - before)
                    .as("after %d answers", heard)
                    .isEqualTo(1);
            assertThat(digits(told)).isSubsetOf(TRIPLE);
            chip.well();
            chip.put(new ContactlessCard(SINGLE));
            assertThat(digits(looks(2))).containsExactly(SINGLE);
        }
    }

    @Test
    void noNoiseMakesAnotherNumber() {
        int rejectedAtLeastOnce = 0;
        for (int seed = 0; seed < 300; seed++) {
            RandomGenerator random = new Random(seed);
            String number = anyNumber(random);
            chip.put(new ContactlessCard(number));
            boolean seen = random.nextBoolean();
            chip.noise(answer -> {
                if (random.nextInt(4) > 0) {
                    return false;
                }
                for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                    int at = random.nextInt(answer.size());
                    answer.set(at, answer.get(at) ^ (1 << random.nextInt(8)));
                }
                return seen;
            });
            long before = reader.rejected();
            assertThat(digits(looks(12))).as("seed %d", seed).isSubsetOf(number);
            rejectedAtLeastOnce += reader.rejected() > before ? 1 : 0;
        }
        assertThat(rejectedAtLeastOnce).isGreaterThan(200);
        assertThat(reader.fault()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0xFF, 0x15, 0x12})
    void whatIsNotThereIsAFaultThatSaysWhatToLookAtAndIsPickedUpLater(int value) {
        chip.deafAndReads(value);
        assertThat(look()).isEmpty();
        assertThat(reader.fault().orElseThrow())
                .contains("0x%02X".formatted(value))
                .contains("3.3 V")
                .contains("MISO");
        assertThat(looks(50)).isEmpty();
        chip.well();
        chip.put(new ContactlessCard(SINGLE));
        assertThat(digits(look())).containsExactly(SINGLE);
        assertThat(reader.fault()).isEmpty();
        assertThat(reader.revived()).as("it was never there before").isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0xFF})
    void aChipThatGoesDumbIsAFaultAndComesBack(int value) {
        chip.put(new ContactlessCard(SINGLE));
        look();
        chip.deafAndReads(value);
        assertThat(looks(2)).isEmpty();
        assertThat(reader.fault()).isPresent();
        assertThat(looks(20)).isEmpty();
        chip.well();
        chip.powerDips();
        assertThat(digits(looks(1))).containsExactly(SINGLE);
        assertThat(reader.fault()).isEmpty();
        assertThat(reader.revived()).isEqualTo(1);
    }

    @Test
    void aBusThatFailsIsAFaultAndComesBack() {
        chip.unplugged();
        assertThat(look()).isEmpty();
        assertThat(reader.fault()).hasValue("the bus does not answer");
        chip.well();
        chip.put(new ContactlessCard(DOUBLE));
        assertThat(digits(look())).containsExactly(DOUBLE);
        chip.unplugged();
        look();
        assertThat(reader.fault()).as("once is mended by the next look").isEmpty();
        look();
        assertThat(reader.fault()).isPresent();
    }

    @Test
    void aChipThatHasForgottenItsSettingsIsSetUpAgainByTheSameLook() {
        look();
        chip.powerDips();
        chip.put(new ContactlessCard(SINGLE));
        assertThat(digits(look())).containsExactly(SINGLE);
        assertThat(reader.revived()).isEqualTo(1);
        for (int register : new int[] {
            Registers.TX_CONTROL, Registers.TX_ASK, Registers.MODE, Registers.TIMER_MODE, Registers.VERSION
        }) {
            long before = reader.revived();
            chip.register(register, 0x55);
            look();
            chip.register(Registers.VERSION, 0x92);
            looks(2);
            assertThat(reader.revived()).as("register %02X", register).isGreaterThan(before);
            assertThat(reader.fault()).isEmpty();
        }
    }

    @Test
    void aChipThatStopsSendingIsSetUpAgainAndTheSecondTimeItIsAFault() {
        look();
        int before = chip.resets();
        chip.stalls();
        look();
        assertThat(reader.fault()).isEmpty();
        look();
        assertThat(chip.resets()).isGreaterThan(before);
        assertThat(reader.fault().orElseThrow()).contains("does not send");
        chip.well();
        chip.put(new ContactlessCard(TRIPLE));
        assertThat(digits(look())).containsExactly(TRIPLE);
        assertThat(reader.fault()).isEmpty();
    }

    @Test
    void aLookAtWhatStallsIsBounded() {
        look();
        chip.stalls();
        for (int i = 0; i < 10; i++) {
            chip.transfers();
            chip.pauses();
            look();
            assertThat(chip.transfers()).isLessThan(MOST_TRANSFERS);
            assertThat(chip.pauses()).isLessThan(10);
        }
    }

    @Test
    void onceAnHourTheChipIsSetUpAnewButNotWhileACardIsThere() {
        look();
        assertThat(chip.resets()).isEqualTo(1);
        now += HOUR - 2 * EVERY;
        look();
        assertThat(chip.resets()).isEqualTo(1);
        chip.put(new ContactlessCard(SINGLE));
        looks(5);
        assertThat(chip.resets()).as("a card is there").isEqualTo(1);
        chip.put();
        look();
        assertThat(chip.resets()).isEqualTo(2);
        looks(5);
        assertThat(chip.resets()).isEqualTo(2);
        assertThat(reader.revived()).as("nothing was wrong").isZero();
        chip.put(new ContactlessCard(DOUBLE));
        assertThat(digits(look())).containsExactly(DOUBLE);
    }

    @Test
    void theFieldIsOnWhileItLooksAndOffAfterClosing() {
        look();
        assertThat(chip.fieldOn()).isTrue();
        reader.close();
        reader.close();
        assertThat(chip.fieldOn()).isFalse();
        assertThat(chip.closed()).isEqualTo(1);
        chip.transfers();
        assertThat(look()).isEmpty();
        assertThat(chip.transfers()).isZero();
    }

    @Test
    void closingWhatDoesNotAnswerClosesTheBus() {
        chip.unplugged();
        reader.close();
        assertThat(chip.closed()).isEqualTo(1);
    }

    @Test
    void theChecksumIsThatOfTheStandard() {
        assertThat(Selection.checksummed(0x50, 0x00)).containsExactly(0x50, 0x00, 0x57, 0xCD);
        assertThat(Selection.checksummed(0x12, 0x34)).containsExactly(0x12, 0x34, 0x26, 0xCF);
        assertThat(Selection.checksummed(0x00, 0x00)).containsExactly(0x00, 0x00, 0xA0, 0x1E);
    }

    @Test
    void noTextShowsANumber() {
        assertThat(new Selection.Seen.Card(SINGLE).toString()).isEqualTo("Card[8 digits]");
        assertThat(new Answer.Bytes(List.of(0x04, 0xA1)).toString()).isEqualTo("Bytes[2]");
    }

    @Test
    void aNegativeTimeIsRefused() {
        assertThatThrownBy(() -> new Mfrc522(chip, Duration.ofMillis(-1), chip::passes))
                .hasMessageContaining("0 or more");
    }

    /// The first byte of a part is never the cascade tag, as the standard forbids it.
    private static String anyNumber(RandomGenerator random) {
        int bytes = 4 + 3 * random.nextInt(3);
        StringBuilder number = new StringBuilder();
        for (int i = 0; i < bytes; i++) {
            number.append("%02X".formatted(i % 3 == 0 ? random.nextInt(0x80) : random.nextInt(0x100)));
        }
        return number.toString();
    }

    private List<CardNumber> look() {
        List<CardNumber> told = reader.look(now).stream().toList();
        now += EVERY;
        return told;
    }

    private List<CardNumber> looks(int many) {
        List<CardNumber> told = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            told.addAll(look());
        }
        return told;
    }

    private static List<String> digits(List<CardNumber> numbers) {
        return numbers.stream().map(CardNumber::digits).distinct().toList();
    }
}
