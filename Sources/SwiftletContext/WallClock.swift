public import FoundationEssentials

/// A source of the current date and time.
///
/// ```swift
/// let clock = WallClock.fixed(Date(timeIntervalSince1970: 1_767_323_045))
/// let client = TestClient(app, clock: clock)
/// ```
public struct WallClock: Sendable {
    private let read: @Sendable () -> Date

    /// Creates a clock that reads the time from a closure.
    public init(_ read: @escaping @Sendable () -> Date) {
        self.read = read
    }

    /// The system's clock.
    public static let system = WallClock { Date() }

    /// A clock that always returns the same date, for tests.
    public static func fixed(_ date: Date) -> WallClock {
        WallClock { date }
    }

    /// The current date and time.
    public func now() -> Date {
        read()
    }
}
