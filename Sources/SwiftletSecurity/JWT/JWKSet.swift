public import SwiftletJSON

/// A JSON Web Key Set of trusted keys, of [RFC 7517, section 5](https://www.rfc-editor.org/rfc/rfc7517#section-5).
///
/// ```swift
/// // Signs with the new key, and verifies with both.
/// let keys = JWKSet([new, old])
/// ```
///
/// The first key that can sign is used for signing, all keys for verifying. To rotate keys, put the new key first and keep the
/// old one until the last token that it signed has expired.
///
/// The candidate keys for verifying a token are:
///
/// - For a token with a `kid`: the keys with this id, or else those without an id.
/// - For a token without a `kid`: all keys.
///
/// Of these, only the keys whose algorithm equals the token's `alg` are tried.
public struct JWKSet: Sendable {
    /// The contents in a single allocation, because sets are copied for every token.
    private final class Storage: Sendable {
        let keys: [JWTKey]
        let keysByID: [UTF8Key: [JWTKey]]
        let unnamed: [JWTKey]

        init(_ keys: [JWTKey]) {
            self.keys = keys
            var keysByID: [UTF8Key: [JWTKey]] = [:]
            var unnamed: [JWTKey] = []
            for key in keys {
                if let id = key.id {
                    keysByID[UTF8Key(id), default: []].append(key)
                } else {
                    unnamed.append(key)
                }
            }
            self.keysByID = keysByID
            self.unnamed = unnamed
        }

        func candidates(for keyID: String?) -> [JWTKey] {
            guard let keyID else { return keys }
            return keysByID[UTF8Key(keyID)] ?? unnamed
        }
    }

    private let storage: Storage

    /// The keys, in the order in which they are tried.
    public var keys: [JWTKey] { storage.keys }

    /// Creates a set of keys.
    public init(_ keys: [JWTKey]) {
        storage = Storage(keys)
    }

    /// Creates a set of one key.
    public init(_ key: JWTKey) {
        self.init([key])
    }

    /// The maximum number of members of `keys` in a JSON text.
    private static let maximumCount = 64

    /// Parses a key set.
    ///
    /// Keys that are not intended for signatures, are not supported or invalid are ignored, as RFC 7517 recommends.
    ///
    /// - Parameters:
    ///   - bytes: The JSON text: an object with the member `keys`.
    ///   - rsaAlgorithm: The algorithm of RSA keys without `alg`.
    /// - Throws: `JWTError` with `invalidKey` if the text is not a key set, has over 64 keys, or has no usable key.
    public init(parsing bytes: [UInt8], rsaAlgorithm: JWTAlgorithm = .rs256) throws(JWTError) {
        try self.init(parsing: bytes, rsaAlgorithm: rsaAlgorithm, publicOnly: false)
    }

    /// Parses a key set, with `publicOnly` (for sets from the network) ignoring secrets and private keys.
    init(parsing bytes: [UInt8], rsaAlgorithm: JWTAlgorithm, publicOnly: Bool) throws(JWTError) {
        let root = try JSONNode.object(parsing: bytes, else: .invalidKey, "The key set")
        guard let members = root["keys"], members.kind == .array, members.count <= Self.maximumCount else {
            throw JWTError(.invalidKey, "The key set has no array of at most \(Self.maximumCount) keys.")
        }
        var keys: [JWTKey] = []
        for member in members.elements {
            let reader = JWKReader(member.value, publicOnly: publicOnly)
            let algorithm = reader.isRSAWithoutAlgorithm ? rsaAlgorithm : nil
            if let key = try? reader.key(algorithm: algorithm) {
                keys.append(key)
            }
        }
        guard !keys.isEmpty else {
            throw JWTError(.invalidKey, "The key set has no usable signature key.")
        }
        self.init(keys)
    }

    /// The signing key: the first key that can sign.
    ///
    /// `nil` if all keys are public.
    public var signingKey: JWTKey? { keys.first(where: \.canSign) }

    /// The public keys of the set as JSON, without secrets.
    ///
    /// Serve it at a URL such as `/.well-known/jwks.json`.
    public var publicJSON: JSON {
        ["keys": .array(keys.compactMap(\.publicJWK))]
    }

    /// Returns the candidate keys for verifying a token with this `kid`.
    func candidates(for keyID: String?) -> [JWTKey] {
        storage.candidates(for: keyID)
    }

    /// Whether there is a candidate key for a token with this `kid`.
    func hasCandidates(for keyID: String?) -> Bool {
        !candidates(for: keyID).isEmpty
    }
}
