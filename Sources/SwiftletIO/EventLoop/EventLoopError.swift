/// Why an event loop could not be made, run, or waited on.
public struct EventLoopError: Error, Equatable, CustomStringConvertible {
    /// What went wrong, as an open set.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Value: String {
            case unavailable
            case alreadyRunning
            case shutDown
            case badDescriptor
        }

        private let value: Value

        /// The operating system or libcurl refused memory, a descriptor or a thread.
        public static let unavailable = Code(value: .unavailable)
        /// The loop is being run already, on this or another thread.
        public static let alreadyRunning = Code(value: .alreadyRunning)
        /// The loop has been shut down.
        public static let shutDown = Code(value: .shutDown)
        /// The descriptor waited for is not open.
        public static let badDescriptor = Code(value: .badDescriptor)

        /// The name of the code.
        public var description: String { value.rawValue }
    }

    /// What went wrong.
    public let code: Code
    /// The same in a sentence.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The code and the sentence.
    public var description: String { "\(code): \(message)" }

    static let shutDown = EventLoopError(.shutDown, "The event loop has been shut down.")
}
