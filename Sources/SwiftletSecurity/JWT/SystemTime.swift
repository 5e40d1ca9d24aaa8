import Glibc

/// The system clock.
enum SystemTime {
    /// Returns the seconds since 1970 UTC.
    static func now() -> Int64 {
        Int64(time(nil))
    }
}
