public import SwiftletJSON

/// The keys that a service trusts, of [RFC 7517, section 5](https://www.rfc-editor.org/rfc/rfc7517#section-5).
///
/// The first key that can sign does; all of them verify. To rotate, put the new key first and keep the old one until the
/// last token that it signed has expired.
///
/// Which keys a token is checked against:
///
/// - A token with a `kid`: the keys of that name, or else those without a name.
/// - A token without: all keys.
///
/// Of these only a key whose algorithm is the token's `alg` is tried.
public struct JWKSet: Sendable {
    /// What a set is made of, in one allocation: sets are handed about for every token.
    private final class Storage: Sendable {
        let keys: [JWTKey]
        let keysByID: [UTF8Key: [JWTKey]]
        let unnamed: [JWTKey]
        let knownHeaders: [KnownHeader]

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
            var knownHeaders: [KnownHeader] = []
            for key in keys where !knownHeaders.contains(where: { $0.text == key.header.text }) {
                let candidates = key.id.map { keysByID[UTF8Key($0)] ?? unnamed } ?? keys
                knownHeaders.append(KnownHeader(of: key, candidates: candidates))
            }
            self.knownHeaders = knownHeaders
        }

        func candidates(for keyID: String?) -> [JWTKey] {
            guard let keyID else { return keys }
            return keysByID[UTF8Key(keyID)] ?? unnamed
        }

        func knownHeader(beginning token: Span<UInt8>) -> KnownHeader? {
            for header in knownHeaders where header.begins(token) { return header }
            return nil
        }
    }

    private let storage: Storage

    /// The keys, in the order in which they are tried.
    public var keys: [JWTKey] { storage.keys }

    /// Makes a set of these keys.
    public init(_ keys: [JWTKey]) {
        storage = Storage(keys)
    }

    /// Makes a set of one key.
    public init(_ key: JWTKey) {
        self.init([key])
    }

    /// The most members of `keys` that are read from a JSON text.
    private static let maximumCount = 64

    /// Reads a key set from its JSON text.
    ///
    /// Keys that are not for signatures, or of a type or algorithm that is not supported, or unusable in themselves, are
    /// left out, as RFC 7517 advises: a set may serve others too.
    ///
    /// - Parameters:
    ///   - bytes: The JSON text: an object with the member `keys`.
    ///   - rsaAlgorithm: The algorithm of RSA keys that have no `alg`.
    /// - Throws: `JWTError` with `invalidKey` when the text is not a key set, has over 64 keys, or none that is usable.
    public init(parsing bytes: [UInt8], rsaAlgorithm: JWTAlgorithm = .rs256) throws(JWTError) {
        try self.init(parsing: bytes, rsaAlgorithm: rsaAlgorithm, publicOnly: false)
    }

    /// Reads a key set, without secrets and private halves if it is `publicOnly`: for a set from the network.
    init(parsing bytes: [UInt8], rsaAlgorithm: JWTAlgorithm, publicOnly: Bool) throws(JWTError) {
        let root = try JSONNode.object(parsing: bytes, else: .invalidKey, "The key set")
        guard let members = root["keys"], members.kind == .array, members.count <= Self.maximumCount else {
            throw JWTError(.invalidKey, "The key set has no list of at most \(Self.maximumCount) keys.")
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
            throw JWTError(.invalidKey, "The key set has no key that is usable for signatures.")
        }
        self.init(keys)
    }

    /// The key that signs: the first that can.
    ///
    /// Nil when all are public.
    public var signingKey: JWTKey? { keys.first(where: \.canSign) }

    /// The set as JSON for others to verify with: the public halves, without any secret.
    ///
    /// To be served at a URL such as `/.well-known/jwks.json`.
    public var publicJSON: JSON {
        ["keys": .array(keys.compactMap(\.publicJWK))]
    }

    /// The keys that a token with this `kid` is to be checked against.
    func candidates(for keyID: String?) -> [JWTKey] {
        storage.candidates(for: keyID)
    }

    /// Whether a token with this `kid` has any key to be checked against.
    func hasCandidates(for keyID: String?) -> Bool {
        !candidates(for: keyID).isEmpty
    }

    /// The header that a token begins with, if a key's own tokens begin with it.
    func knownHeader(beginning token: Span<UInt8>) -> KnownHeader? {
        storage.knownHeader(beginning: token)
    }
}
