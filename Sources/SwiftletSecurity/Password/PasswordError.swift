/// Why a password could not be hashed or checked.
///
/// A wrong password is not an error: `verify` returns false.
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

        /// The password is longer than the hasher accepts.
        public static let passwordTooLong = Code(kind: .passwordTooLong)
        /// The parameters are outside what scrypt, or the hasher's limits, allow.
        public static let invalidParameters = Code(kind: .invalidParameters)
        /// The stored text is not a hash in its format.
        public static let malformedHash = Code(kind: .malformedHash)
        /// The stored text is of a format that this library does not read.
        public static let unsupportedHash = Code(kind: .unsupportedHash)
        /// Checking against the stored hash would take more memory or work than the hasher's limits.
        public static let hashTooCostly = Code(kind: .hashTooCostly)
        /// OpenSSL failed, or memory is short.
        public static let cryptographyFailed = Code(kind: .cryptographyFailed)

        /// The code's name.
        public var description: String { kind.rawValue }
    }

    /// The kind of failure.
    public let code: Code
    /// A full sentence.
    ///
    /// Holds neither the password nor the hash.
    public let message: String
    /// The error underneath, where there is one.
    public let underlying: (any Error)?

    /// Makes an error, for a ``PasswordScheme``.
    ///
    /// - Parameters:
    ///   - code: The kind of failure.
    ///   - message: A full sentence, without any part of the password or the hash.
    ///   - underlying: The error underneath, where there is one.
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
        "The stored password hash is of a format that the hasher does not verify. Add its scheme to `verifying`."
    )

    /// Whether the fault is in the stored hash and not in the system.
    var isAboutStoredHash: Bool { [.malformedHash, .unsupportedHash, .hashTooCostly].contains(code) }

    init(_ error: CryptoError) {
        self.init(.cryptographyFailed, error.description, underlying: error)
    }

    /// The message.
    public var description: String { message }
}
