package dev.seatline.server.regulation;

import dev.seatline.config.ConfigFile;
import dev.seatline.config.Loaded;
import dev.seatline.config.Section;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.Segment;
import dev.seatline.wire.Ids;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Reads a policy, that is a written regulation as a file; `config/policies/README.md` explains every key.
/// Stateless; any thread.
public final class PolicyFile {
    private static final int TITLE = 100;

    private PolicyFile() {}

    /// The policy, or everything that is wrong with the file. Throws nothing for what the file holds.
    public static Loaded<Policy> load(Path file) {
        return ConfigFile.load(file, PolicyFile::read);
    }

    /// The same with some parameters changed, as scenario files do.
    ///
    /// @param options value by name, such as `ring.combine`, as it would stand in the file
    public static Loaded<Policy> load(Path file, Map<String, String> options) {
        return ConfigFile.load(file, options, PolicyFile::read);
    }

    static Policy read(Section root) {
        String id = root.required("regulation").as(Ids.SHAPE, Part::id, "regulation");
        int edition = root.required("edition").number(1, 1_000_000, 1);
        Section title = root.required("title").section();
        String zh = title.required("zh").text(TITLE, id);
        String en = title.required("en").text(TITLE, id);
        Map<String, List<Segment>> shifts = ShiftsPart.read(root.optional("shifts"));
        Section penalty = root.optional("penalty").section();
        Policy policy = new Policy(
                id,
                edition,
                zh,
                en,
                shifts,
                AttendancePart.read(root, id),
                SeatParts.identity(Part.of(root, "identity", id)),
                SeatParts.busy(Part.of(root, "busy", id)),
                SeatParts.away(Part.of(root, "away", id)),
                BreakPart.read(Part.of(root, "break", id)),
                RingPart.read(Part.of(root, "ring", id)),
                SeatParts.calls(Part.of(root, "call", id)),
                SeatParts.headset(Part.of(root, "headset", id)),
                FloorParts.coverage(root.optional("coverage"), id, shifts),
                FloorParts.planning(Part.of(root, "planning", id)),
                FloorParts.handovers(Part.of(root, "handover", id)),
                FloorParts.raising(Part.of(root, "raise", id)),
                LeavePart.read(Part.of(root, "leave", id)),
                SwapPart.read(Part.of(root, "swap", id), shifts.keySet()),
                CountParts.counters(root.optional("counters"), id),
                CountParts.tariffs(root.optional("tariff"), id),
                CountParts.awards(Part.of(root, "award", id)),
                new Policy.Penalty(penalty.optional("money").flag(false)));
        if (!penalty.present() && inYuan(policy)) {
            root.mistake("penalty", "is missing: the file has amounts in yuan; write penalty: {money: false} or true");
        }
        return policy;
    }

    private static boolean inYuan(Policy policy) {
        return policy.tariffs().stream().anyMatch(item -> item.yuan() != null)
                || policy.counters().stream().anyMatch(item -> item.yuan() != null)
                || policy.leaves().extraYuan() > 0
                || policy.leaves().perShiftYuan() > 0;
    }
}
