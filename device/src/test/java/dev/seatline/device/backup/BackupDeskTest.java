package dev.seatline.device.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.device.Eventually;
import dev.seatline.device.backup.BackupDesk.State;
import dev.seatline.device.loop.HandTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backups for the page: one at a time, and none stays for ever.
class BackupDeskTest {
    @TempDir
    private Path folder;

    private final HandTime time = new HandTime(OldCard.AT);
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private OldCard card;
    private BackupDesk desk;

    @BeforeEach
    void aDesk() throws IOException {
        card = new OldCard(folder);
        desk = desk(Backup.JournalSource.of(card.data().resolve("journal.db")));
        desk.start();
    }

    @AfterEach
    void closed() {
        goesOn.countDown();
        desk.close();
    }

    private BackupDesk desk(Backup.JournalSource journal) {
        return new BackupDesk(card::origin, journal, card.data(), time);
    }

    @Test
    void aBackupIsMadeFetchedAndRememberedAndCanBeFetchedAgain() throws IOException {
        assertThat(desk.last()).isEmpty();
        assertThat(desk.begin(Optional.empty())).isTrue();
        State.Ready ready = ready();
        assertThat(ready.facts()).isEqualTo(40);
        assertThat(desk.last()).as("it is on no other machine yet").isEmpty();
        ByteArrayOutputStream fetched = new ByteArrayOutputStream();
        desk.fetch(ready.name(), fetched);
        assertThat(fetched.size()).isEqualTo((int) ready.size());
        assertThat(desk.last()).contains(time.now());
        desk.fetch(ready.name(), OutputStream.nullOutputStream());
    }

    @Test
    void aFetchThatBreaksOffIsNoBackup() {
        desk.begin(Optional.empty());
        State.Ready ready = ready();
        assertThatThrownBy(() -> desk.fetch(ready.name(), new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        throw new IOException("whoever fetched it is gone");
                    }
                }))
                .isInstanceOf(IOException.class);
        assertThat(desk.last()).isEmpty();
    }

    @Test
    void thereIsOneAtATime() {
        desk.close();
        desk = desk((to, progress) -> {
            awaitGoesOn();
            return Optional.empty();
        });
        assertThat(desk.begin(Optional.empty())).isTrue();
        assertThat(desk.begin(Optional.empty())).isFalse();
        desk.discard();
        assertThat(desk.state()).isInstanceOf(State.Working.class);
        goesOn.countDown();
        ready();
        assertThat(desk.begin(Optional.empty())).isTrue();
    }

    private void awaitGoesOn() {
        try {
            goesOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatNobodyFetchesIsDeletedAndSoIsWhatAnEarlierRunLeftBehind() throws IOException {
        desk.begin(Optional.empty());
        State.Ready ready = ready();
        Path file = card.data().resolve("backup-work").resolve(ready.name());
        assertThat(file).exists();
        time.pass(BackupDesk.WAITS.plusSeconds(1));
        assertThat(desk.state()).isInstanceOf(State.Idle.class);
        assertThat(file).doesNotExist();
        assertThatThrownBy(() -> desk.fetch(ready.name(), OutputStream.nullOutputStream()))
                .hasMessageContaining("no such backup");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "half");
        desk(Backup.JournalSource.of(file)).start();
        assertThat(file).doesNotExist();
    }

    @Test
    void whyItFailedIsTold() throws IOException {
        Files.delete(folder.resolve("etc/C01.secret"));
        desk.begin(Optional.empty());
        Eventually.until("it failed", () -> desk.state() instanceof State.Failed);
        assertThat(((State.Failed) desk.state()).why()).contains("C01.secret");
        desk.discard();
        assertThat(desk.state()).isInstanceOf(State.Idle.class);
    }

    private State.Ready ready() {
        Eventually.until("it is ready", () -> desk.state() instanceof State.Ready);
        return (State.Ready) desk.state();
    }
}
