/// The app's configuration is invalid.
public struct AppError: Error, Sendable, CustomStringConvertible {
    /// The configuration errors, one sentence each.
    public let faults: [String]

    /// The configuration errors, one per line.
    public var description: String { faults.joined(separator: "\n") }
}
