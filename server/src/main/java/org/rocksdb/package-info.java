/// One stand-in class, so that RocksDB's 59 MB need not be shipped.
@NullMarked
package org.rocksdb;

import org.jspecify.annotations.NullMarked;
