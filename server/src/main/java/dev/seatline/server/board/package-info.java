/// The pages: board, sign-in and what they are made of.
@NullMarked
package dev.seatline.server.board;

import org.jspecify.annotations.NullMarked;
