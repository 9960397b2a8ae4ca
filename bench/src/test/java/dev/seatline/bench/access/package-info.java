/// Who may say and hear what at a broker: every principal at every topic, tried on the brokers that we support.
@NullMarked
package dev.seatline.bench.access;

import org.jspecify.annotations.NullMarked;
