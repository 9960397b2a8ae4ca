package dev.seatline.device.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.wire.ConsoleStatus.MachineHealth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read of a machine, from a folder that looks like one.
class MachineTest {
    private static final String FIRMWARE = "sys/devices/platform/soc/soc:firmware/get_throttled";

    @TempDir
    private Path root;

    private Machine.Room room = room(32_000_000_000L, 20_000_000_000L);

    @Test
    void aRaspberryPiTellsEverything() throws IOException {
        put("sys/class/thermal/thermal_zone0/temp", "48312\n");
        put("sys/class/thermal/thermal_zone0/type", "cpu-thermal\n");
        put(FIRMWARE, "50005\n");
        put("proc/meminfo", "MemTotal:         945512 kB\nMemFree:           12000 kB\nMemAvailable:     612340 kB\n");
        put("proc/self/status", "Name:\tjava\nVmRSS:\t   98304 kB\n");
        put("proc/loadavg", "0.52 0.41 0.30 1/189 1234\n");
        put("proc/uptime", "86461.52 300000.11\n");
        put("proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.5\0");
        put("proc/sys/kernel/osrelease", "6.12.25+rpt-rpi-v8\n");
        put("proc/sys/kernel/hostname", "console-17\n");
        put("etc/os-release", "NAME=\"Debian GNU/Linux\"\nPRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\n");
        put("run/systemd/timesync/synchronized", "");
        assertThat(machine().read())
                .isEqualTo(new MachineFacts(
                        48.312,
                        new MachineFacts.Power(true, true, true, true),
                        945_512L * 1024,
                        612_340L * 1024,
                        98_304L * 1024,
                        32_000_000_000L,
                        20_000_000_000L,
                        List.of(0.52, 0.41, 0.30),
                        4,
                        86_461L,
                        "Raspberry Pi 4 Model B Rev 1.5",
                        "6.12.25+rpt-rpi-v8",
                        "Debian GNU/Linux 13 (trixie)",
                        "systemd-timesyncd",
                        Map.of("Java", "25"),
                        "console-17",
                        List.of("192.168.1.17")));
        assertThat(machine().health())
                .as("what a status tells")
                .isEqualTo(new MachineHealth(
                        48.312,
                        0.52,
                        945_512L * 1024,
                        612_340L * 1024,
                        98_304L * 1024,
                        32_000_000_000L,
                        20_000_000_000L,
                        true));
    }

    @Test
    void whatIsNotThereIsNotKnown() {
        room = new Machine.Room() {
            @Override
            public long whole() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public long free() throws IOException {
                throw new IOException("gone");
            }
        };
        assertThat(machine().read())
                .isEqualTo(new MachineFacts(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        4,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Map.of("Java", "25"),
                        null,
                        List.of("192.168.1.17")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hot", "NaN", "-274000", "999999", "0x10"})
    void aSensorThatSaysWhatCannotBeIsNotBelieved(String told) throws IOException {
        put("sys/class/thermal/thermal_zone0/temp", told);
        assertThat(machine().read().temperature()).isNull();
    }

    @Test
    void theProcessorCountsAndNotTheRadio() throws IOException {
        put("sys/class/thermal/thermal_zone0/temp", "61000");
        put("sys/class/thermal/thermal_zone0/type", "iwlwifi_1");
        assertThat(machine().read().temperature()).as("better than nothing").isEqualTo(61);
        put("sys/class/thermal/thermal_zone1/temp", "44000");
        put("sys/class/thermal/thermal_zone1/type", "x86_pkg_temp");
        assertThat(machine().read().temperature()).isEqualTo(44);
    }

    @ParameterizedTest
    @CsvSource({
        "0, false, false, false, false",
        "0x0, false, false, false, false",
        "1, true, false, false, false",
        "10000, false, true, false, false",
        "4, false, false, true, false",
        "2, false, false, true, false",
        "80000, false, false, false, true",
        "50000, false, true, false, true"
    })
    void thePowerSupplyIsToldAsTheFirmwareSaysIt(
            String told, boolean low, boolean wasLow, boolean slowed, boolean wasSlowed) throws IOException {
        put(FIRMWARE, told);
        assertThat(machine().read().power()).isEqualTo(new MachineFacts.Power(low, wasLow, slowed, wasSlowed));
    }

    @Test
    void anOtherKernelTellsThePowerSupplyByItsSensor() throws IOException {
        put("sys/class/hwmon/hwmon0/name", "cpu_thermal");
        put("sys/class/hwmon/hwmon1/name", "rpi_volt\n");
        put("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "1\n");
        assertThat(machine().read().power()).isEqualTo(new MachineFacts.Power(true, null, null, null));
        put("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "?");
        assertThat(machine().read().power()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz", "", "123456789abcdef"})
    void aFirmwareThatIsNotUnderstoodSaysNothing(String told) throws IOException {
        put(FIRMWARE, told);
        assertThat(machine().read().power()).isNull();
    }

    @Test
    void filesWithoutEndAreNotReadToTheirEnd() throws IOException {
        put("proc/meminfo", "x".repeat(10_000_000) + "\nMemTotal: 1 kB\n");
        put("proc/device-tree/model", "m".repeat(1_000_000));
        assertThat(machine().read().memory()).isNull();
        assertThat(machine().read().model()).hasSize(200);
    }

    @Test
    void thisMachineIsRead() {
        MachineFacts here = ThisMachine.with(root).read();
        assertThat(here.memory()).isPositive();
        assertThat(here.ownMemory()).isPositive();
        assertThat(here.diskFree()).isPositive();
        assertThat(here.versions()).containsKeys("Java", "SQLite", "Pi4J", "Paho", "Jetty");
    }

    private Machine machine() {
        return new Machine(root, room, 4, () -> List.of("192.168.1.17"), Map.of("Java", "25"));
    }

    private static Machine.Room room(long whole, long free) {
        return new Machine.Room() {
            @Override
            public long whole() {
                return whole;
            }

            @Override
            public long free() {
                return free;
            }
        };
    }

    private void put(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
