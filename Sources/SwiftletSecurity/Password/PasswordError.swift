/// An error of hashing or checking a password.
///
/// A wrong password is not an error: `verify` returns `false`.
public struct PasswordError: Error, Sendable, CustomStringConvertible {
    /// The kind of failure.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String, Sendable {
            case passwordTooLong
            case invalidParameters
            case malformedHash
            case unsupportedHash
            case hashTooCostly
            case cryptographyFailed
        }

        private let kind: Kind

        /// The password exceeds the maximum length.
        public static let passwordTooLong = Code(kind: .passwordTooLong)
        /// The parameters are invalid for scrypt or exceed the limits of the hasher.
        public static let invalidParameters = Code(kind: .invalidParameters)
        /// The stored text is not valid in its format.
        public static let malformedHash = Code(kind: .malformedHash)
        /// The format of the stored text is not supported.
        public static let unsupportedHash = Code(kind: .unsupportedHash)
        /// Checking the stored hash would exceed the memory or work limits of the hasher.
        public static let hashTooCostly = Code(kind: .hashTooCostly)
        /// OpenSSL failed, or memory allocation failed.
        public static let cryptographyFailed = Code(kind: .cryptographyFailed)

        /// The name of the code.
        public var description: String { kind.rawValue }
    }

    /// The kind of failure.
    public let code: Code
    /// A full sentence, without any part of the password or the hash.
    public let message: String
    /// The underlying error, if any.
    public let underlying: (any Error)?

    /// Creates an error, for a ``PasswordScheme``.
    ///
    /// - Parameters:
    ///   - code: The kind of failure.
    ///   - message: A full sentence, without any part of the password or the hash.
    ///   - underlying: The underlying error, if any.
    public init(_ code: Code, _ message: String, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }

    static let tooCostly = PasswordError(
        .hashTooCostly,
        "The parameters of the stored password hash exceed the limits."
    )

    static let unknownFormat = PasswordError(
        .unsupportedHash,
        "The format of the stored password hash is not supported by the hasher. Add its scheme to `verifying`."
    )

    /// Whether the stored hash caused the error, not the system.
    var isStoredHashError: Bool { [.malformedHash, .unsupportedHash, .hashTooCostly].contains(code) }

    init(_ error: CryptoError) {
        self.init(.cryptographyFailed, error.description, underlying: error)
    }

    /// The message.
    public var description: String { message }
}
