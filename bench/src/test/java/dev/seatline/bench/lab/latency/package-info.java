/// Tests of what is made of measured latencies.
@NullMarked
package dev.seatline.bench.lab.latency;

import org.jspecify.annotations.NullMarked;
