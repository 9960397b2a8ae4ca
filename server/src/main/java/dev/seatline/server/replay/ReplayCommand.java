package dev.seatline.server.replay;

import dev.seatline.config.Mistake;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.why.Names;
import dev.seatline.server.rules.why.Why;
import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `seatline replay`: plays scenario files to the rules and says in what the verdicts differ from those expected. Runs
/// in the main thread.
@Command(
        name = "replay",
        description = "Plays scenario files to the rules on simulated time, and says in what the verdicts differ from"
                + " those that are expected.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:all verdicts are as expected",
            "1:some differ, or a file is wrong or cannot be read",
            "2:wrong use"
        })
public final class ReplayCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "a scenario such as config/scenarios/V01.yaml, or a folder of them")
    private List<Path> files = List.of();

    @Option(
            names = "--policies",
            paramLabel = "FOLDER",
            description = "where the policies are that scenarios name (default: config/policies of this program)",
            defaultValue = "${env:SEATLINE_ROOT:-.}/config/policies",
            showDefaultValue = CommandLine.Help.Visibility.NEVER)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path policies;

    @Option(names = "--json", description = "prints a JSON array with one element for each file instead")
    private boolean json;

    @Option(names = "--verdicts", description = "says every verdict of every file, with why")
    private boolean verdicts;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /// Runs the command and ends the process.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ReplayCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Policies source = new PolicyFolder(policies);
        PrintWriter out = spec.commandLine().getOut();
        List<Map<String, Object>> all = new ArrayList<>();
        int right = 0;
        int wrong = 0;
        for (Path file : scenarios()) {
            Replay replay = Replay.of(file, source);
            if (replay.right()) {
                right++;
            } else {
                wrong++;
            }
            if (json) {
                all.add(tree(replay));
            } else {
                say(replay, out);
            }
        }
        if (json) {
            out.println(WireJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(all));
        } else {
            out.println("%d right, %d wrong".formatted(right, wrong));
        }
        out.flush();
        return wrong == 0 && right > 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private List<Path> scenarios() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                try (Stream<Path> inside = Files.list(file)) {
                    inside.filter(path -> path.toString().endsWith(".yaml"))
                            .sorted()
                            .forEach(all::add);
                }
            } else {
                all.add(file);
            }
        }
        return all;
    }

    private void say(Replay replay, PrintWriter out) {
        switch (replay) {
            case Replay.Unread unread -> unread.mistakes().forEach(mistake -> out.println(mistake));
            case Replay.Judged judged -> {
                Scenario scenario = judged.scenario();
                Wording wording = new Wording(scenario.calendar().zone());
                out.println(
                        "%s: %s (%s)".formatted(scenario.file(), judged.right() ? "right" : "WRONG", scenario.title()));
                judged.played().notes().forEach(note -> out.println("  " + note));
                wording.lines(scenario, judged.comparison()).forEach(line -> out.println("  " + line));
                if (verdicts) {
                    judged.played().verdicts().forEach(verdict -> why(verdict, scenario, wording, out));
                }
            }
        }
    }

    private static void why(Verdict verdict, Scenario scenario, Wording wording, PrintWriter out) {
        out.println("  " + wording.verdict(verdict));
        Why why = Why.of(verdict, Names.NONE, scenario.calendar().zone());
        for (Why.Told told : List.of(why.zh(), why.en())) {
            out.println("    " + told.headline());
            told.lines().forEach(line -> out.println("      " + line));
        }
    }

    private static Map<String, Object> tree(Replay replay) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("file", replay.file().toString());
        switch (replay) {
            case Replay.Unread unread -> {
                tree.put("right", false);
                tree.put(
                        "mistakes",
                        unread.mistakes().stream().map(Mistake::toString).toList());
            }
            case Replay.Judged judged -> {
                Wording wording = new Wording(judged.scenario().calendar().zone());
                tree.put("title", judged.scenario().title());
                tree.put("right", judged.right());
                tree.put(
                        "missing",
                        judged.comparison().missing().stream()
                                .map(missing -> missing(wording, missing))
                                .toList());
                tree.put(
                        "unexpected",
                        judged.comparison().unexpected().stream()
                                .map(wording::fields)
                                .toList());
                tree.put(
                        "verdicts",
                        judged.played().verdicts().stream().map(wording::fields).toList());
            }
        }
        return tree;
    }

    private static Map<String, Object> missing(Wording wording, Comparison.Missing missing) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("line", missing.expectation().line());
        tree.put("expected", wording.expectation(missing.expectation()));
        missing.nearest().ifPresent(verdict -> tree.put("nearest", wording.fields(verdict)));
        return tree;
    }
}
