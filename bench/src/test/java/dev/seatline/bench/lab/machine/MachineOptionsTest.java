package dev.seatline.bench.lab.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How qemu is started.
class MachineOptionsTest {
    private static final MachineOptions USUAL = MachineOptions.of(Path.of("/k/bzImage"), Path.of("/my project/init"));

    private static String after(List<String> command, String option) {
        return command.get(command.indexOf(option) + 1);
    }

    @Test
    void theGuestSeesTheHostsRootAndMayNotWriteIt() {
        assertThat(USUAL.command("qemu"))
                .anySatisfy(word ->
                        assertThat(word).startsWith("local,id=root,path=/,").endsWith("readonly=on"));
        assertThat(after(USUAL.command("qemu"), "-append")).contains(" ro rootfstype=9p ");
    }

    @Test
    void thereIsNoWayOutOfTheGuestAndInOnlyByWhatIsForwardedFromLoopback() {
        assertThat(after(USUAL.forwarding(4001, 7000).command("qemu"), "-netdev"))
                .isEqualTo("user,id=wire,restrict=on,hostfwd=tcp:127.0.0.1:4001-:7000");
    }

    @Test
    void pathsWithSpacesReachTheFirstProgramWhole() {
        assertThat(after(USUAL.withEnvironment(Map.of("JAVA", "/a b/java")).command("qemu"), "-append"))
                .endsWith("init=/bin/sh \"JAVA=/a b/java\" -- \"/my project/init\"");
        assertThatThrownBy(() -> USUAL.withEnvironment(Map.of("JAVA", "a\"b")).command("qemu"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moreOptionsComeLast() {
        List<String> command = USUAL.with(1, "-icount", "shift=1").command("qemu");
        assertThat(command).endsWith("-icount", "shift=1");
        assertThat(after(command, "-smp")).isEqualTo("1");
    }
}
