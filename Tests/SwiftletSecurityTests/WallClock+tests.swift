import FoundationEssentials
import Swiftlet

extension WallClock {
    /// A clock that always returns a number of seconds since 1970.
    static func seconds(_ seconds: Int64) -> WallClock {
        .fixed(Date(timeIntervalSince1970: TimeInterval(seconds)))
    }
}
