package dev.seatline.bench.architecture.wrong.badge;

import dev.seatline.bench.architecture.wrong.bell.BellAdapter;
import org.jspecify.annotations.Nullable;

/// An adapter that knows another one.
public final class BadgeAdapter {
    public @Nullable BellAdapter bell;
}
