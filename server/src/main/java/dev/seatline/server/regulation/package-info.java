/// Written regulations as files: reads `config/policies/*.yaml` into policies and tells every mistake in
/// them.
@NullMarked
package dev.seatline.server.regulation;

import org.jspecify.annotations.NullMarked;
