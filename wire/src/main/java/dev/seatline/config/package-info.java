/// Configuration files of both programs: YAML read key by key, every mistake told at once with its line.
@NullMarked
package dev.seatline.config;

import org.jspecify.annotations.NullMarked;
