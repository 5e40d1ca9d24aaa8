/// The error for missing and invalid settings.
///
/// The process cannot start with them, so all are reported together.
public struct SettingsError: Error, Sendable, Hashable {
    /// A missing or invalid setting.
    public struct Fault: Sendable, Hashable, CustomStringConvertible {
        /// The name of the environment variable.
        public let name: String
        /// The error message: a sentence that begins with the name of a variable and does not contain its value.
        public let description: String
    }

    /// The missing and invalid settings, in the order in which they were read.
    public let faults: [Fault]
}

extension SettingsError: CustomStringConvertible {
    /// The error messages, one per line.
    public var description: String {
        if faults.isEmpty { return "An optional setting is not set, but was passed to finish(_:) as a required one." }
        return faults.map(\.description).joined(separator: "\n")
    }
}
