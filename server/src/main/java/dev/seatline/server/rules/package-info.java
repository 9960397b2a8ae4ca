/// CORE. What a written regulation says of what happened: verdicts, and what they rest on. Here are the words that all
/// families of rules share; the families are the packages below, [dev.seatline.server.rules.judge] runs them.
@NullMarked
package dev.seatline.server.rules;

import org.jspecify.annotations.NullMarked;
