package dev.seatline.bench.measure;

/// One thing that can be measured with `./seatline bench NAME`.
public interface Benchmark {
    /// One word.
    String name();

    /// What it answers, in one line.
    String question();

    /// Measures. Everything that it starts has ended when it returns or throws.
    ///
    /// @throws Exception when it could not be measured; the message says why and what to do
    void run(Workbench bench) throws Exception;
}
