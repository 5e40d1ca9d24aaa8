import Glibc

/// Blocks the thread of a SQLite connection, which runs nothing else.
enum BlockingSleep {
    static func pause(_ duration: Duration) {
        usleep(UInt32(clamping: Int64(duration / .microseconds(1))))
    }
}
