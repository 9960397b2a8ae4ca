package dev.seatline.server.rules.judge;

import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.Wish;
import dev.seatline.server.rules.consequences.Consequences;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Judges all teams of a site. What it is told may come in any order; the verdicts are those of the order of time.
/// Facts of one seat must come in their order, as a journal delivers them. Used by one thread.
public final class Judge {
    private static final Comparator<Verdict> BY_TIME =
            Comparator.comparing((Verdict verdict) -> verdict.at()).thenComparing(verdict -> verdict.matter());

    private static final Duration EVER = Duration.ofDays(36_500);

    private final Site site;
    private final Map<String, TeamTimeline> teams = new TreeMap<>();
    private final Map<String, Reckoning> reckonings = new HashMap<>();
    /// Whose people came to sit at a seat, by the fact that told it: what was before it may be told after it.
    private final Map<SeatId, TreeMap<Happening, String>> homes = new HashMap<>();
    private final Duration kept;
    /// Matters changed since they were last asked for, with what stood then.
    private final Map<String, @Nullable Verdict> pending = new LinkedHashMap<>();

    /// A judge that can judge all of its time again.
    ///
    /// @param begins nothing before this moment is judged
    public Judge(Site site, Instant begins) {
        this(site, begins, EVER);
    }

    /// @param begins nothing before this moment is judged
    /// @param kept what comes later than this is counted, and changes nothing; what is older is forgotten
    public Judge(Site site, Instant begins, Duration kept) {
        this(site, begins, kept, Faults.THROWN);
    }

    /// @param begins nothing before this moment is judged
    /// @param kept what comes later than this is counted, and changes nothing; what is older is forgotten
    /// @param faults is told of rules that fail
    public Judge(Site site, Instant begins, Duration kept, Faults faults) {
        this.site = site;
        this.kept = kept;
        site.regulations().teams().keySet().forEach(team -> {
            TeamTimeline timeline = new TeamTimeline(site, team, begins, kept, faults);
            teams.put(team, timeline);
            reckonings.put(team, new Reckoning(site, team, begins, faults));
        });
    }

    /// Takes what happened, in any order, and judges again what it touches. Time goes on to the latest of it.
    public void take(Collection<? extends Happening> happenings) {
        mend(List.of(), happenings);
    }

    /// Takes something back that was taken: its time was repaired, or what was missing has come.
    public void takeBack(Collection<Happening.Place> places) {
        mend(places, List.of());
    }

    /// Takes something back, then takes what happened; it is judged again once.
    public void mend(Collection<Happening.Place> over, Collection<? extends Happening> happenings) {
        Set<Happening.Place> gone = Set.copyOf(over);
        if (!gone.isEmpty()) {
            homes.values().forEach(here -> here.keySet().removeIf(fact -> gone.contains(fact.place())));
        }
        Map<String, List<Happening>> parts = new LinkedHashMap<>();
        for (Happening one : happenings) {
            for (String team : concerned(one)) {
                parts.computeIfAbsent(team, _ -> new ArrayList<>()).add(one);
            }
        }
        teams.forEach((team, timeline) -> {
            List<Happening> part = parts.getOrDefault(team, List.of());
            if (!gone.isEmpty() || !part.isEmpty()) {
                timeline.mend(gone, part);
            }
        });
    }

    /// What is older than this cannot be judged any more.
    public Instant keptFrom() {
        return teams.values().stream()
                .map(TeamTimeline::keptFrom)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /// Takes over what was said of the time before it begins, so that it is counted with what it says itself. Before
    /// anything else.
    public void recall(Collection<Verdict> said) {
        for (Verdict verdict : said) {
            Reckoning reckoning = reckonings.get(verdict.team());
            if (reckoning != null && !Consequences.follows(verdict.matter())) {
                reckoning.changed(null, verdict);
            }
        }
    }

    /// Takes over papers, and decisions on them, of the time before it begins: they may speak of the days that it
    /// judges. Before anything else.
    public void recallPapers(List<? extends Happening> papers) {
        teams.values().forEach(timeline -> timeline.recall(papers));
    }

    /// Whose rules have to do with it. A fact belongs to the team of who sits there, or sat there last.
    private Set<String> concerned(Happening happening) {
        if (teams.size() == 1) {
            return teams.keySet();
        }
        if (!(happening instanceof Happening.Sensed sensed)) {
            return teams.keySet();
        }
        Set<String> concerned = new LinkedHashSet<>();
        String before = team(sensed.before().agent());
        String after = team(sensed.after().agent());
        if (before != null) {
            concerned.add(before);
        }
        if (after != null) {
            concerned.add(after);
            home(sensed, after);
        }
        if (concerned.isEmpty()) {
            TreeMap<Happening, String> here = homes.get(sensed.seat());
            Map.Entry<Happening, String> last = here == null ? null : here.lowerEntry(sensed);
            String home = last != null
                    ? last.getValue()
                    : site.people().desk(sensed.seat()).team();
            if (teams.containsKey(home)) {
                concerned.add(home);
            }
        }
        return concerned;
    }

    private void home(Happening.Sensed sensed, String team) {
        TreeMap<Happening, String> here = homes.computeIfAbsent(sensed.seat(), _ -> new TreeMap<>(TeamTimeline.ORDER));
        boolean comes = !Objects.equals(sensed.before().agent(), sensed.after().agent());
        if (!comes && !here.isEmpty()) {
            return;
        }
        here.put(sensed, team);
        Instant oldest = sensed.at().minus(kept);
        while (here.size() > 1) {
            Happening first = here.firstKey();
            Happening second = Objects.requireNonNull(here.higherKey(first));
            if (!second.at().isBefore(oldest)) {
                return;
            }
            here.remove(first);
        }
    }

    private @Nullable String team(@Nullable PersonId agent) {
        People.Member member = agent == null ? null : site.people().people().get(agent);
        return member == null ? null : member.team();
    }

    /// Lets time go on to this moment, and everything be noticed that was due by then.
    public void goOn(Instant now) {
        teams.forEach((team, timeline) -> {
            timeline.goOn(now);
            Objects.requireNonNull(reckonings.get(team)).goOn(now);
        });
    }

    /// What has changed since the last call, each matter once.
    public List<Change> changes() {
        settle();
        List<Change> all = new ArrayList<>();
        pending.forEach((matter, before) -> {
            Verdict after = standing(matter);
            if (!Objects.equals(before, after)) {
                all.add(new Change(matter, before, after));
            }
        });
        pending.clear();
        return all;
    }

    private @Nullable Verdict standing(String matter) {
        for (Map.Entry<String, TeamTimeline> team : teams.entrySet()) {
            Verdict found = team.getValue().book().standing(matter);
            if (found == null) {
                found = Objects.requireNonNull(reckonings.get(team.getKey())).standing(matter);
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /// Counts anew what the rules have changed.
    private void settle() {
        teams.forEach((team, timeline) -> {
            Reckoning reckoning = Objects.requireNonNull(reckonings.get(team));
            timeline.book().touched().forEach((matter, before) -> {
                reckoning.changed(before, timeline.book().standing(matter));
                note(matter, before);
            });
            reckoning.reckon().forEach(change -> note(change.matter(), change.before()));
        });
    }

    private void note(String matter, @Nullable Verdict before) {
        if (!pending.containsKey(matter)) {
            pending.put(matter, before);
        }
    }

    /// What is wanted at seats since the last call; of time gone by nothing is.
    public List<Wish> wishes() {
        List<Wish> wishes = new ArrayList<>();
        teams.values().forEach(timeline -> wishes.addAll(timeline.book().wishes()));
        return wishes;
    }

    /// When something is due by itself.
    public Optional<Instant> nextDeadline() {
        return teams.values().stream()
                .map(TeamTimeline::nextDeadline)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    /// All verdicts that stand, in the order of time.
    public List<Verdict> verdicts() {
        settle();
        List<Verdict> all = new ArrayList<>();
        teams.forEach((team, timeline) -> {
            all.addAll(timeline.book().all());
            all.addAll(Objects.requireNonNull(reckonings.get(team)).standing());
        });
        all.sort(BY_TIME);
        return all;
    }

    /// How much came too late to be judged.
    public long tooLate() {
        return teams.values().stream().mapToLong(TeamTimeline::tooLate).sum();
    }

    /// What became of a matter.
    ///
    /// @param before the verdict that stood, or null
    /// @param after the one that stands now, or null when there is none any more
    public record Change(
            String matter,
            @Nullable Verdict before,
            @Nullable Verdict after) {}
}
