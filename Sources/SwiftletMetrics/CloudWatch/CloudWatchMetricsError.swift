/// The configuration of a ``CloudWatchMetrics`` is invalid.
public struct CloudWatchMetricsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of error.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The name of the code.
        public let description: String

        private init(_ name: String) {
            description = name
        }

        /// The namespace or a dimension is invalid.
        public static let invalidName = Code("invalidName")
        /// An environment variable has an invalid value.
        public static let invalidVariable = Code("invalidVariable")
    }

    /// The kind of error.
    public let code: Code
    /// The error message, one or more sentences.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
