/// A failure of a cryptographic operation, caused by OpenSSL, its configuration or lack of memory.
///
/// Wrong passwords and invalid signatures are not reported by this error: they are return values.
public struct CryptoError: Error, Sendable, CustomStringConvertible {
    /// The kind of failure.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String, Sendable {
            case randomUnavailable
            case operationFailed
            case invalidArgument
        }

        private let kind: Kind

        /// The kernel returned no random bytes.
        public static let randomUnavailable = Code(kind: .randomUnavailable)
        /// OpenSSL failed, for example because its configuration disables an algorithm.
        public static let operationFailed = Code(kind: .operationFailed)
        /// An argument is outside the documented range.
        public static let invalidArgument = Code(kind: .invalidArgument)

        /// The name of the code.
        public var description: String { kind.rawValue }
    }

    /// The kind of failure.
    public let code: Code
    /// A full sentence, without any key, password or token.
    public let message: String
    /// The entries of OpenSSL's error queue, oldest first.
    ///
    /// Empty if there were none.
    public let reasons: [String]

    init(_ code: Code, _ message: String, reasons: [String] = []) {
        self.code = code
        self.message = message
        self.reasons = reasons
    }

    /// Creates an error after a failed OpenSSL call.
    ///
    /// Clears the error queue of the thread.
    static func afterFailure(of operation: String) -> CryptoError {
        CryptoError(.operationFailed, "OpenSSL could not \(operation).", reasons: OpenSSLErrorQueue.drain())
    }

    /// The message, followed by the reasons.
    public var description: String {
        reasons.isEmpty ? message : "\(message) (\(reasons.joined(separator: "; ")))"
    }
}
