import Foundation
import SwiftletServer

/// The time since an instant, for messages: `2.1 s`.
struct Elapsed: CustomStringConvertible {
    let description: String

    init(since start: ContinuousClock.Instant) {
        description = String(format: "%.1f s", start.duration(to: .now).milliseconds / 1000)
    }
}
