/// A cryptographic operation that failed below this library: in OpenSSL, in its configuration or for want of memory.
///
/// A wrong password or a bad signature is not this error: those are answers.
public struct CryptoError: Error, Sendable, CustomStringConvertible {
    /// What kind of operation failed.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String, Sendable {
            case randomUnavailable
            case operationFailed
            case invalidArgument
        }

        private let kind: Kind

        /// The operating system gave no randomness.
        public static let randomUnavailable = Code(kind: .randomUnavailable)
        /// OpenSSL refused an operation, for example an algorithm that its configuration disables.
        public static let operationFailed = Code(kind: .operationFailed)
        /// The caller passed a value outside the documented range.
        public static let invalidArgument = Code(kind: .invalidArgument)

        /// The code's name.
        public var description: String { kind.rawValue }
    }

    /// What kind of operation failed.
    public let code: Code
    /// A full sentence.
    ///
    /// Holds no key, password or token.
    public let message: String
    /// OpenSSL's own reasons, oldest first.
    ///
    /// Empty when OpenSSL gave none.
    public let reasons: [String]

    init(_ code: Code, _ message: String, reasons: [String] = []) {
        self.code = code
        self.message = message
        self.reasons = reasons
    }

    /// An error for the OpenSSL call that has just failed.
    ///
    /// Empties the thread's error queue.
    static func afterFailure(of operation: String) -> CryptoError {
        CryptoError(.operationFailed, "OpenSSL could not \(operation).", reasons: OpenSSLErrorQueue.drain())
    }

    /// The message, with OpenSSL's reasons after it.
    public var description: String {
        reasons.isEmpty ? message : "\(message) (\(reasons.joined(separator: "; ")))"
    }
}
