/// HTTP resources for programs and pages.
@NullMarked
package dev.seatline.server.api;

import org.jspecify.annotations.NullMarked;
