package org.rocksdb;

/// Stands in for RocksDB's class of this name, which the embedded broker's settings mention although nothing is ever
/// kept on disk: without it they do not load, with it RocksDB and its native libraries can be left out. Nobody calls
/// it. See docs/decisions/0002-embedded-broker.md.
public enum CompressionType {
    /// The one constant that is mentioned.
    NO_COMPRESSION
}
