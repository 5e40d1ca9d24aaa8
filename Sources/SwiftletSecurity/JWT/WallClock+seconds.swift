import FoundationEssentials
import Swiftlet

extension WallClock {
    /// The seconds since 1970 UTC, as in the `exp` of a token, limited to the range of `Int64`.
    var seconds: Int64 {
        let seconds = now().timeIntervalSince1970.rounded(.down)
        return Int64(exactly: seconds) ?? (seconds < 0 ? .min : .max)
    }
}
