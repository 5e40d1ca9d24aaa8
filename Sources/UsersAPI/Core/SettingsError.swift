/// The error for invalid settings.
public struct SettingsError: Error, CustomStringConvertible {
    /// The errors, each a sentence that names the variable and not its value.
    public let faults: [String]

    /// The errors, one per line.
    public var description: String { faults.joined(separator: "\n") }
}
