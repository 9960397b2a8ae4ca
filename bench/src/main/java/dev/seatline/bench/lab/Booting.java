package dev.seatline.bench.lab;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A machine that boots while other things are made ready. Used by one thread; boots on one of its own.
final class Booting implements AutoCloseable {
    private final FutureTask<LabMachine> task;

    private Booting(FutureTask<LabMachine> task) {
        this.task = task;
    }

    static Booting begin(Callable<LabMachine> boot) {
        FutureTask<LabMachine> task = new FutureTask<>(boot);
        Thread.ofPlatform().daemon().name("boot").start(task);
        return new Booting(task);
    }

    /// Waits until it is up.
    LabMachine booted() throws IOException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IOException("the virtual machine does not boot: " + e.getCause(), e);
        }
    }

    /// Cuts its power, also if it is still booting.
    @Override
    public void close() throws IOException, InterruptedException {
        try {
            task.get().close();
        } catch (ExecutionException e) {
            // it never came up, and left nothing behind
        }
    }
}
