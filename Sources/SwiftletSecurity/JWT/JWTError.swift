/// The reason for rejecting a token or a key.
///
/// The messages contain neither the token nor a key, so they can be logged. Do not send them to clients: which check failed
/// is useful to an attacker.
public struct JWTError: Error, Sendable, CustomStringConvertible {
    /// The kind of failure.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String, Sendable {
            case malformed, tooLarge, unsupportedCritical, typeMismatch
            case algorithmMismatch, unknownKey, signatureInvalid
            case expired, notYetValid, audienceMismatch, issuerMismatch, missingClaim, invalidClaim
            case invalidKey, keyCannotSign, keysUnavailable, cryptographyFailed
        }

        private let kind: Kind

        /// The token does not consist of three strict base64url parts with a JSON object as header.
        public static let malformed = Code(kind: .malformed)
        /// The token exceeds the maximum length of the policy.
        public static let tooLarge = Code(kind: .tooLarge)
        /// The header requires an extension that is not supported.
        public static let unsupportedCritical = Code(kind: .unsupportedCritical)
        /// The header's `typ` is not the required one.
        public static let typeMismatch = Code(kind: .typeMismatch)
        /// The header's `alg` is not the algorithm of the key.
        ///
        /// Also for tokens with the algorithm `none`.
        public static let algorithmMismatch = Code(kind: .algorithmMismatch)
        /// No key has the `kid` of the header.
        public static let unknownKey = Code(kind: .unknownKey)
        /// No candidate key verifies the signature.
        public static let signatureInvalid = Code(kind: .signatureInvalid)
        /// The `exp` time is in the past.
        public static let expired = Code(kind: .expired)
        /// The `nbf` or `iat` time is in the future.
        public static let notYetValid = Code(kind: .notYetValid)
        /// The token's `aud` does not contain this service.
        public static let audienceMismatch = Code(kind: .audienceMismatch)
        /// The token's `iss` is not a trusted issuer.
        public static let issuerMismatch = Code(kind: .issuerMismatch)
        /// A required claim is absent.
        public static let missingClaim = Code(kind: .missingClaim)
        /// A registered claim has a value of the wrong type or out of range, or the claims are not a JSON object.
        public static let invalidClaim = Code(kind: .invalidClaim)
        /// A key is too short, does not fit its algorithm, or cannot be parsed.
        public static let invalidKey = Code(kind: .invalidKey)
        /// The key, or every key of a set, is public and cannot sign.
        public static let keyCannotSign = Code(kind: .keyCannotSign)
        /// The key set could not be fetched, and none is cached.
        public static let keysUnavailable = Code(kind: .keysUnavailable)
        /// OpenSSL failed, or memory allocation failed.
        public static let cryptographyFailed = Code(kind: .cryptographyFailed)

        /// The name of the code.
        public var description: String { kind.rawValue }
    }

    /// The kind of failure.
    public let code: Code
    /// A full sentence, without any part of the token or a key.
    public let message: String
    /// The underlying error, if any.
    public let underlying: (any Error)?

    /// Creates an error, for custom claim checks.
    ///
    /// - Parameters:
    ///   - code: The kind of failure.
    ///   - message: A full sentence, without any part of the token.
    ///   - underlying: The underlying error, if any.
    public init(_ code: Code, _ message: String, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }

    init(_ error: CryptoError) {
        self.init(.cryptographyFailed, error.description, underlying: error)
    }

    /// The message.
    public var description: String { message }
}
