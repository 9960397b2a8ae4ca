package dev.seatline.bench.architecture.wrong.unmarked;

/// In a package that says nothing about null, under a name that says nothing about it.
public final class WorkUtil {}
