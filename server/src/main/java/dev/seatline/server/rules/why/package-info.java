/// CORE. Verdicts in words: what they say, and what lets a person check them by hand, in 简体中文 and English.
@NullMarked
package dev.seatline.server.rules.why;

import org.jspecify.annotations.NullMarked;
