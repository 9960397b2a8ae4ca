package dev.seatline.server;

import dev.seatline.config.Loaded;
import dev.seatline.config.UnpackedNatives;
import dev.seatline.server.rules.Regulations;
import dev.seatline.server.store.StoreException;
import dev.seatline.service.ServiceLife;
import dev.seatline.time.SystemTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./seatline hub`: reads the configuration, runs the hub until Ctrl-C or SIGTERM.
@Command(
        name = "seatline hub",
        mixinStandardHelpOptions = true,
        version = "Seatline " + Hub.SOFTWARE,
        description = "The hub: broker, ledger, board and API. Ctrl-C stops it cleanly.")
public final class HubCommand implements Callable<Integer> {
    @Spec
    @Nullable
    private CommandSpec spec;

    @Option(
            names = "--config",
            defaultValue = "config/hub.yaml",
            paramLabel = "FILE",
            description = "the configuration (default: ${DEFAULT-VALUE})")
    private Path file = Path.of("config/hub.yaml");

    @Option(names = "--check-config", description = "says every mistake of the configuration, and starts nothing")
    private boolean checkOnly;

    /// The installation archives the classes that such a start has loaded.
    @Option(names = "--until-ready", hidden = true, description = "starts, and stops as soon as everything works")
    private boolean untilReady;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new HubCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        return switch (HubConfigFile.load(file)) {
            case Loaded.Right<HubConfig>(HubConfig config) -> checkOnly ? tellRight(config) : run(config);
            case Loaded.Wrong<HubConfig> wrong -> {
                err().println(wrong.text());
                yield CommandLine.ExitCode.USAGE;
            }
        };
    }

    private int tellRight(HubConfig config) {
        PrintWriter out = spec().commandLine().getOut();
        out.printf(
                "%s: right (hub, %d seats, %d people)%n",
                file, config.consoles().size(), config.people().size());
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private int run(HubConfig config) {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicInteger status = new AtomicInteger(CommandLine.ExitCode.SOFTWARE);
        try {
            UnpackedNatives.in(config.data().resolve("native"));
            SystemTime time = new SystemTime();
            Hub hub = new Hub(config, time, time, new SecureRandom());
            Optional<String> oneTimePassword = hub.start();
            ServiceLife life =
                    ServiceLife.of(System.getenv(), ProcessHandle.current().pid(), Logger::warn);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                life.stopping();
                asked.complete(null);
                waitFor(stopped);
                // stopping on request is no failure, whatever the signal
                Runtime.getRuntime().halt(status.get());
            }));
            tell(config, hub, oneTimePassword);
            life.ready(hub.pulse(), () -> status(config, hub));
            if (untilReady) {
                asked.complete(null);
            }
            status.set(untilEnded(asked, hub.failed(), hub::stop));
            Logger.info("hub {} stopped", config.site());
            return status.get();
        } catch (IOException | StoreException e) {
            err().println("seatline: the hub cannot start: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        } finally {
            stopped.countDown();
        }
    }

    /// Waits until the hub is asked to stop or has failed, and stops it.
    ///
    /// @return the exit status; after a failure not 0, so that whatever watches over the hub starts it again
    int untilEnded(CompletableFuture<Void> asked, CompletableFuture<Throwable> failed, Runnable stop) {
        CompletableFuture.anyOf(asked, failed).join();
        boolean defect = !asked.isDone();
        if (defect) {
            Throwable why = failed.join();
            Logger.error(why, "the hub has a defect and stops");
            err().println("seatline: the hub has a defect and stops, its log says more: " + why);
            err().flush();
        }
        stop.run();
        return defect ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    /// For whoever asks the supervisor how the hub is: no names, no secrets.
    private static String status(HubConfig config, Hub hub) {
        List<String> reasons = hub.desk().notReady();
        return reasons.isEmpty()
                ? "site %s: ready, %d facts committed since the start".formatted(config.site(), hub.committed())
                : "site %s: NOT READY: %s".formatted(config.site(), String.join("; ", reasons));
    }

    private void tell(HubConfig config, Hub hub, Optional<String> oneTimePassword) {
        PrintWriter out = spec().commandLine().getOut();
        oneTimePassword.ifPresent(password -> {
            out.println("First start: sign in as admin and choose a password of your own.");
            out.println("  one-time password: " + password);
        });
        String scheme = config.http().tls().isPresent() ? "https" : "http";
        out.printf(
                "Hub %s: board %s://%s:%d, consoles on MQTT %s%n",
                config.site(),
                scheme,
                config.http().host(),
                hub.httpPort(),
                hub.mqttPort().map(port -> "port " + port).orElse("by the external broker"));
        judged(config, out);
        out.flush();
    }

    /// By what people are judged is no secret.
    private static void judged(HubConfig config, PrintWriter out) {
        config.rules()
                .ifPresentOrElse(
                        site -> new TreeMap<>(site.regulations().teams()).forEach((team, policies) -> {
                            for (Regulations.InForce one : policies) {
                                String from = one.from().equals(Instant.MIN)
                                        ? ""
                                        : " from "
                                                + one.from()
                                                        .atZone(config.zone())
                                                        .toLocalDateTime();
                                out.printf(
                                        "  team %s is judged by %s, edition %d%s%n",
                                        team, one.policy().id(), one.policy().edition(), from);
                            }
                        }),
                        () -> out.println("  nobody is judged: the configuration has no regulations"));
    }

    private PrintWriter err() {
        return spec().commandLine().getErr();
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the specification");
        }
        return spec;
    }

    private static void waitFor(CountDownLatch stopped) {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
