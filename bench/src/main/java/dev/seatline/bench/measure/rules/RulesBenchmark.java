package dev.seatline.bench.measure.rules;

import dev.seatline.bench.measure.Benchmark;
import dev.seatline.bench.measure.Figure;
import dev.seatline.bench.measure.Workbench;
import dev.seatline.config.Loaded;
import dev.seatline.server.regulation.PolicyFile;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.judge.Judge;
import dev.seatline.server.rules.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// How long a month of many seats takes to be judged from nothing, and one fact on a large floor. Teams share nothing,
/// so each is judged by a judge of its own, two at a time.
public final class RulesBenchmark implements Benchmark {
    private static final int CORES = 2;
    /// As a hub would.
    private static final Duration KEPT = Duration.ofDays(2);
    private static final double MICRO = 1e3;
    private static final double MILLI = 1e6;
    private static final double SECOND = 1e9;
    private static final double MEBIBYTE = 1 << 20;

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public String question() {
        return "how long a month of 500 seats takes to be judged from nothing, and one fact at 1,000 seats";
    }

    @Override
    public void run(Workbench bench) throws Exception {
        List<Policy> policies = policies(bench.root().resolve("config/policies"));
        month(bench, policies);
        live(bench, policies.getFirst());
    }

    private static List<Policy> policies(Path folder) throws IOException {
        List<Policy> policies = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                switch (PolicyFile.load(file)) {
                    case Loaded.Right<Policy>(Policy policy) -> policies.add(policy);
                    case Loaded.Wrong<Policy> wrong -> throw new IOException(wrong.text());
                }
            }
        }
        return policies;
    }

    /// What came of one team's month.
    private record Month(long facts, long verdicts) {}

    private static void month(Workbench bench, List<Policy> policies) throws Exception {
        int teams = bench.count(25, 2);
        int days = bench.count(22, 3);
        long began = System.nanoTime();
        long facts = 0;
        long verdicts = 0;
        ExecutorService cores = Executors.newFixedThreadPool(CORES);
        try {
            List<Future<Month>> months = new ArrayList<>();
            for (int team = 0; team < teams; team++) {
                int number = team;
                Policy policy = policies.get(team % policies.size());
                months.add(cores.submit(() -> judged(number, policy, days)));
            }
            for (Future<Month> month : months) {
                facts += month.get().facts();
                verdicts += month.get().verdicts();
                bench.progress("%,d facts judged".formatted(facts));
            }
        } catch (ExecutionException e) {
            throw new IOException("a team could not be judged: " + e.getCause(), e.getCause());
        } finally {
            cores.shutdownNow();
        }
        double seconds = (System.nanoTime() - began) / SECOND;
        String what =
                "a month of %,d seats under six regulations, %,d facts and %,d verdicts, %d cores, making the facts included"
                        .formatted(teams * 20, facts, verdicts, CORES);
        bench.found(Figure.atMost(what, seconds, "s", 60));
        bench.found(Figure.atMost(
                "largest heap that the JVM could take meanwhile",
                Runtime.getRuntime().maxMemory() / MEBIBYTE,
                "MiB",
                1024));
    }

    private static Month judged(int number, Policy policy, int count) {
        PlausibleDays team = new PlausibleDays("T" + number, 20, 454, number);
        List<LocalDate> days = PlausibleDays.days(count);
        Judge judge = new Judge(team.site(policy, days), team.begins(), KEPT);
        long facts = 0;
        for (LocalDate day : days) {
            List<Happening> happened = team.day(day);
            facts += happened.size();
            judge.take(happened);
            judge.goOn(team.end(day));
            judge.changes();
            judge.wishes();
        }
        return new Month(facts, judge.verdicts().size());
    }

    /// One fact after the other on a large floor, on the first day of the ledger and on the last.
    private static void live(Workbench bench, Policy policy) {
        int seats = bench.count(1000, 100);
        List<LocalDate> days = PlausibleDays.days(bench.count(30, 4));
        PlausibleDays team = new PlausibleDays("T", seats, 48, 1);
        Judge judge = new Judge(team.site(policy, days), team.begins(), KEPT);
        double first = 0;
        for (LocalDate day : days) {
            List<Happening> happened = team.day(day);
            boolean timed = day.equals(days.get(1)) || day.equals(days.getLast());
            bench.progress("living %s at %,d seats".formatted(day, seats));
            if (!timed) {
                judge.take(happened);
                judge.changes();
                judge.wishes();
                continue;
            }
            long[] nanos = new long[happened.size()];
            for (int i = 0; i < nanos.length; i++) {
                long began = System.nanoTime();
                judge.take(List.of(happened.get(i)));
                judge.changes();
                nanos[i] = System.nanoTime() - began;
            }
            judge.wishes();
            Arrays.sort(nanos);
            double median = nanos[nanos.length / 2] / MICRO;
            double late = nanos[nanos.length * 99 / 100] / MICRO;
            String when = day.equals(days.getLast()) ? "after %d days".formatted(days.size()) : "on the second day";
            bench.found(Figure.atMost(
                    "one fact at %,d seats of one team, median, %s".formatted(seats, when), median, "µs", 20));
            bench.found(Figure.told("the same, 99 of 100", late, "µs"));
            if (first == 0) {
                first = median;
            } else {
                bench.found(Figure.atMost("growth of the median with the age of the ledger", median / first, "", 1.5));
                late(bench, judge, happened, seats);
            }
        }
    }

    /// What one console did in two hours comes late: the team is judged again from there on.
    private static void late(Workbench bench, Judge judge, List<Happening> happened, int seats) {
        // by the very end most have gone
        Instant evening = happened.getLast().at().minus(Duration.ofMinutes(20));
        Happening last =
                happened.stream().filter(one -> one.at().isBefore(evening)).reduce(happened.getFirst(), (a, b) -> b);
        List<Happening> late = happened.stream()
                .filter(one -> one.place().source().equals(last.place().source())
                        && !one.at().isAfter(last.at())
                        && one.at().isAfter(last.at().minus(Duration.ofHours(2))))
                .toList();
        judge.takeBack(late.stream().map(Happening::place).toList());
        judge.changes();
        long began = System.nanoTime();
        judge.take(late);
        judge.changes();
        bench.found(Figure.told(
                "two hours of one console, %,d facts, told late at %,d seats of one team".formatted(late.size(), seats),
                (System.nanoTime() - began) / MILLI,
                "ms"));
        judge.wishes();
    }
}
