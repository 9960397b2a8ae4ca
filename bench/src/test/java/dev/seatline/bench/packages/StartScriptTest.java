package dev.seatline.bench.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.config.Loaded;
import dev.seatline.device.ConsoleConfigFile;
import dev.seatline.server.HubConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `/usr/bin/seatline-console` on machines that have this Java, that one, or none; a folder stands for the machine.
final class StartScriptTest {
    private static final Path PACKAGES =
            Path.of("..").toAbsolutePath().normalize().resolve("packages");
    private static final int NO_JAVA = 5;

    @TempDir
    Path machine;

    private Path script = Path.of("");

    @BeforeEach
    void install() throws IOException {
        script = file("usr/bin/seatline-console", Files.readString(PACKAGES.resolve("start")));
        file(
                "usr/share/seatline-console/launch",
                Files.readString(PACKAGES.resolve("console/launch"))
                        .replace("@VERSION@", "1.2.3")
                        .replace("@OPTIONS@", "-Xmx96m -XX:+UseSerialGC"));
        file("usr/share/seatline-console/seatline-console.jar", "");
        file("usr/share/seatline-console/lib/b.jar", "");
        file("usr/share/seatline-console/lib/a.jar", "");
    }

    private Path file(String path, String text) throws IOException {
        Path file = machine.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /// A Java that tells what it was started with, one word a line.
    private void java(String home, String version) throws IOException {
        file(home + "/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        Path java = file(home + "/bin/java", "#!/bin/sh\necho \"$0\"\nfor word in \"$@\"; do echo \"$word\"; done\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Shell.Answer call(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(words));
        return Shell.run(machine, Map.of("SEATLINE_ROOT", machine.toString()), command);
    }

    private String at(String path) {
        return machine.resolve(path).toString();
    }

    @Test
    void withoutAnyJavaItSaysWhatIsNeededAndWhatToDo() throws Exception {
        Shell.Answer answer = call();
        assertThat(answer.status()).isEqualTo(NO_JAVA);
        assertThat(answer.said())
                .contains("needs Java 25", "found no Java at all", "JAVA_HOME=", at("etc/default/seatline-console"));
    }

    @Test
    void anOlderJavaIsNamedAndNotUsed() throws Exception {
        java("usr/lib/jvm/java-17-openjdk-arm64", "17.0.12");
        java("opt/java/jdk-21", "21");
        Shell.Answer answer = call();
        assertThat(answer.status()).isEqualTo(NO_JAVA);
        assertThat(answer.said())
                .contains(at("usr/lib/jvm/java-17-openjdk-arm64") + " (17)", at("opt/java/jdk-21") + " (21)");
    }

    @Test
    void theFirstJavaOf25IsUsedWithOptionsAndClassesInOrder() throws Exception {
        java("usr/lib/jvm/java-17-openjdk-arm64", "17.0.12");
        java("usr/lib/jvm/temurin-25-jre-arm64", "25.0.1");
        Shell.Answer answer = call("run");
        assertThat(answer.status()).isZero();
        String share = at("usr/share/seatline-console");
        assertThat(answer.said().lines())
                .containsExactly(
                        at("usr/lib/jvm/temurin-25-jre-arm64/bin/java"),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        share + "/seatline-console.jar:" + share + "/lib/a.jar:" + share + "/lib/b.jar",
                        "dev.seatline.device.ConsoleCommand",
                        "--config",
                        "/etc/seatline/console.yaml");
    }

    @Test
    void aJavaUnpackedBelowOptIsFound() throws Exception {
        java("opt/jdk-26.0.1", "26.0.1");
        assertThat(call("java").said()).contains("Java 26 in " + at("opt/jdk-26.0.1"));
    }

    @Test
    void theJavaOfTheDefaultsFileIsTheOneWithItsOptions() throws Exception {
        java("usr/lib/jvm/java-25", "25");
        java("srv/java", "25.0.2");
        file("etc/default/seatline-console", "JAVA_HOME=" + at("srv/java") + "\nJAVA_OPTIONS=-Xmx64m\n");
        assertThat(call().said().lines()).contains(at("srv/java/bin/java"), "-Xmx64m");
    }

    @Test
    void aWrongJavaInTheDefaultsFileIsToldAndNoOtherIsTaken() throws Exception {
        java("usr/lib/jvm/java-25", "25");
        java("srv/java", "21.0.2");
        file("etc/default/seatline-console", "JAVA_HOME=" + at("srv/java") + "\n");
        Shell.Answer answer = call();
        assertThat(answer.status()).isEqualTo(NO_JAVA);
        assertThat(answer.said()).contains("JAVA_HOME=" + at("srv/java"), "is Java 21");
    }

    @Test
    void theArchiveOfClassesIsUsedOnlyWithTheJavaThatMadeIt() throws Exception {
        java("usr/lib/jvm/java-25", "25");
        file("var/cache/seatline-console/classes.jsa", "archive");
        file(
                "var/cache/seatline-console/java-release",
                Files.readString(machine.resolve("usr/lib/jvm/java-25/release")));
        String option = "-XX:SharedArchiveFile=" + at("var/cache/seatline-console/classes.jsa");
        assertThat(call().said().lines()).contains(option);
        java("usr/lib/jvm/java-25", "25.0.3");
        assertThat(call().said().lines()).doesNotContain(option);
    }

    @Test
    void anotherConfigurationReplacesTheUsualOne() throws Exception {
        java("usr/lib/jvm/java-25", "25");
        assertThat(call("--config", "/root/c.yaml").said()).endsWith("ConsoleCommand\n--config\n/root/c.yaml\n");
        assertThat(call("check-config", "/root/c.yaml").said())
                .endsWith("ConsoleCommand\n--check-config\n--config\n/root/c.yaml\n");
        assertThat(call("card-code").said()).endsWith("CardCodeCommand\n--config\n/etc/seatline/console.yaml\n");
    }

    @Test
    void helpAndVersionNeedNoJavaAndAnUnknownCommandIsRefused() throws Exception {
        assertThat(call("--version")).isEqualTo(new Shell.Answer(0, "Seatline 1.2.3\n"));
        assertThat(call("help").said()).contains("check-config", "card-code");
        Shell.Answer answer = call("dance");
        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.said()).contains("unknown command \"dance\"", "usage");
    }

    @Test
    void theFilesOfTheTrialStartAreRight() {
        assertThat(ConsoleConfigFile.load(PACKAGES.resolve("console/trial.yaml")))
                .isInstanceOf(Loaded.Right.class);
        assertThat(HubConfigFile.load(PACKAGES.resolve("hub/trial.yaml"))).isInstanceOf(Loaded.Right.class);
    }
}
