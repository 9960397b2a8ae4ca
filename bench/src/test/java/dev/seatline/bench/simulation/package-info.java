/// A fleet of consoles and a hub in one thread, on simulated time: the real code of both, joined by a network that
/// does its worst.
@NullMarked
package dev.seatline.bench.simulation;

import org.jspecify.annotations.NullMarked;
