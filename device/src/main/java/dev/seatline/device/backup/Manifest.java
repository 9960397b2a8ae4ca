package dev.seatline.device.backup;

import dev.seatline.device.journal.JournalContent;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is in a backup: the first member of the archive, against which all others are held. Immutable. Its
/// constructors refuse whatever no backup of ours says, since it may come from anywhere.
///
/// @param format [#FORMAT]
/// @param software version of the console that was backed up
/// @param at when
/// @param data the folder for data, as the configuration names it
/// @param journal what the journal holds, null when there was none
/// @param members everything else in the archive, in its order
public record Manifest(
        int format,
        String software,
        SiteId site,
        SeatId seat,
        ConsoleId console,
        Instant at,
        String data,
        @Nullable JournalContent journal,
        List<Member> members) {
    static final int FORMAT = 1;
    static final String NAME = "manifest.json";
    static final String JOURNAL = "journal.db";
    static final String PIN = "technician.pin";
    static final String HISTORY = "config-history";
    static final int MOST_MEMBERS = 500;

    private static final int LONGEST = 4096;
    private static final int LONGEST_VERSION = 100;

    public Manifest {
        members = List.copyOf(members);
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    "the backup has format %d, and this version reads format %d; restore it".formatted(format, FORMAT)
                            + " with the version of the program that made it");
        }
        if (members.size() > MOST_MEMBERS
                || data.isBlank()
                || data.length() > LONGEST
                || data.chars().anyMatch(Character::isISOControl)
                || software.length() > LONGEST_VERSION) {
            throw new IllegalArgumentException("the list of what is in the backup is not as a backup's is");
        }
        Set<String> names = new HashSet<>();
        for (Member member : members) {
            if (!names.add(member.name())) {
                throw new IllegalArgumentException(member.name() + " stands twice in the backup");
            }
        }
        if (members.stream().filter(member -> member.place() == Place.CONFIG).count() != 1) {
            throw new IllegalArgumentException("a backup holds one configuration");
        }
        if ((journal != null) != names.contains(Place.DATA.folder() + "/" + JOURNAL)) {
            throw new IllegalArgumentException("the backup does not know whether it holds a journal");
        }
    }

    /// Where a member belongs.
    enum Place {
        /// the configuration itself
        CONFIG("config", 3 * 1024 * 1024),
        /// a file that the configuration names, in its folder or below
        BESIDE("beside", 1024 * 1024),
        /// a file that the configuration names, elsewhere on the machine
        ELSEWHERE("elsewhere", 1024 * 1024),
        /// in the folder for data
        DATA("data", 3 * 1024 * 1024);

        /// Above all that a console ever keeps.
        private static final long LARGEST_JOURNAL = 16L << 30;

        private final String folder;
        private final long largest;

        Place(String folder, long largest) {
            this.folder = folder;
            this.largest = largest;
        }

        /// Its folder in the archive.
        String folder() {
            return folder;
        }

        long largest(String path) {
            return this == DATA && path.equals(JOURNAL) ? LARGEST_JOURNAL : largest;
        }
    }

    /// One file.
    ///
    /// @param path below its place, with `/` between; of ELSEWHERE with a number before the name
    /// @param was of ELSEWHERE: where it was; else null
    /// @param size bytes
    /// @param sha256 64 hex digits
    record Member(Place place, String path, @Nullable String was, long size, String sha256) {
        private static final Pattern PATH = Pattern.compile(
                "[\\p{L}\\p{N}_][\\p{L}\\p{N}._@+ -]{0,119}(/[\\p{L}\\p{N}_][\\p{L}\\p{N}._@+ -]{0,119}){0,3}");
        private static final Pattern SUM = Pattern.compile("[0-9a-f]{64}");

        Member {
            if (!mayBe(place, path) || ((was != null) != (place == Place.ELSEWHERE))) {
                throw new IllegalArgumentException("the backup holds a file that belongs nowhere");
            }
            if (was != null && (was.length() > LONGEST || was.chars().anyMatch(Character::isISOControl))) {
                throw new IllegalArgumentException("the backup holds a file that came from nowhere");
            }
            if (size < 0 || size > place.largest(path)) {
                throw new IllegalArgumentException("%s has %d bytes in the backup, allowed are at most %d"
                        .formatted(path, size, place.largest(path)));
            }
            if (!SUM.matcher(sha256).matches()) {
                throw new IllegalArgumentException("the sum of %s is none".formatted(path));
            }
        }

        /// Nothing else is put into the folder for data: what lies there, the console believes.
        static boolean mayBe(Place place, String path) {
            return PATH.matcher(path).matches()
                    && switch (place) {
                        case CONFIG -> !path.contains("/");
                        case BESIDE, ELSEWHERE -> true;
                        case DATA -> path.equals(JOURNAL) || path.equals(PIN) || path.startsWith(HISTORY + "/");
                    };
        }

        /// Its name in the archive.
        String name() {
            return place.folder() + "/" + path;
        }
    }

    /// The configuration.
    Member config() {
        return members.stream()
                .filter(member -> member.place() == Place.CONFIG)
                .findFirst()
                .orElseThrow();
    }

    /// All bytes together.
    long size() {
        return members.stream().mapToLong(Member::size).sum();
    }
}
