/// Why a token or a key was refused.
///
/// The messages hold neither the token nor a key, so they may be logged. Do not send them to the client as they are:
/// which check failed is worth something to a forger.
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

        /// The token is not three parts of strict base64url with a JSON object as header.
        public static let malformed = Code(kind: .malformed)
        /// The token is longer than the policy allows.
        public static let tooLarge = Code(kind: .tooLarge)
        /// The header demands an extension that is not understood.
        public static let unsupportedCritical = Code(kind: .unsupportedCritical)
        /// The header's `typ` is not the one that the policy asks for.
        public static let typeMismatch = Code(kind: .typeMismatch)
        /// The header's `alg` is not the algorithm of the key.
        ///
        /// Also what a token with `none` gets.
        public static let algorithmMismatch = Code(kind: .algorithmMismatch)
        /// No key has the header's `kid`.
        public static let unknownKey = Code(kind: .unknownKey)
        /// No key made this signature for these bytes.
        public static let signatureInvalid = Code(kind: .signatureInvalid)
        /// The time in `exp` is past.
        public static let expired = Code(kind: .expired)
        /// The time in `nbf` or `iat` is still to come.
        public static let notYetValid = Code(kind: .notYetValid)
        /// The `aud` of the token does not name this service.
        public static let audienceMismatch = Code(kind: .audienceMismatch)
        /// The `iss` of the token is not one of those trusted.
        public static let issuerMismatch = Code(kind: .issuerMismatch)
        /// A claim that the policy requires is not there.
        public static let missingClaim = Code(kind: .missingClaim)
        /// A registered claim has a value of the wrong type or out of range, or the claims are not a JSON object.
        public static let invalidClaim = Code(kind: .invalidClaim)
        /// A key is too short, of the wrong kind for its algorithm, or not readable.
        public static let invalidKey = Code(kind: .invalidKey)
        /// Signing was asked of a public key, or of a set without a private key.
        public static let keyCannotSign = Code(kind: .keyCannotSign)
        /// The key set could not be fetched, and no earlier one is kept.
        public static let keysUnavailable = Code(kind: .keysUnavailable)
        /// OpenSSL failed, or memory is short.
        public static let cryptographyFailed = Code(kind: .cryptographyFailed)

        /// The code's name.
        public var description: String { kind.rawValue }
    }

    /// The kind of failure.
    public let code: Code
    /// A full sentence.
    ///
    /// Holds no part of the token and no key.
    public let message: String
    /// The error underneath, where there is one.
    public let underlying: (any Error)?

    /// Makes an error, for claims that check themselves.
    ///
    /// - Parameters:
    ///   - code: The kind of failure.
    ///   - message: A full sentence, without any part of the token.
    ///   - underlying: The error underneath, where there is one.
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
