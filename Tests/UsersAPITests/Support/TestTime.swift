import Foundation
import Swiftlet
import Synchronization

/// A clock that tests can advance.
final class TestTime: Sendable {
    private let seconds = Mutex(0.0)

    var clock: WallClock { WallClock { [self] in TestService.now + seconds.withLock { $0 } } }

    func advance(by interval: Double) { seconds.withLock { $0 += interval } }
}
