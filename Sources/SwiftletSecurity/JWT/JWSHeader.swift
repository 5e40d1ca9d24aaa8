public import SwiftletJSON

/// The protected header of a token, of [RFC 7515, section 4](https://www.rfc-editor.org/rfc/rfc7515#section-4).
///
/// The signature covers it, but its values are the signer's. Embedded or referenced keys (`jwk`, `jku`, `x5c`, `x5u`) are
/// never used.
public struct JWSHeader: Sendable {
    /// The contents in a single allocation, because headers are copied for every token.
    private final class Content: Sendable {
        let algorithm: String
        let keyID: String?
        let type: String?
        let members: JSONObject

        init(algorithm: String, keyID: String?, type: String?, members: JSONObject) {
            self.algorithm = algorithm
            self.keyID = keyID
            self.type = type
            self.members = members
        }
    }

    private let content: Content

    /// The value of `alg`.
    public var algorithm: String { content.algorithm }
    /// The value of `kid`.
    public var keyID: String? { content.keyID }
    /// The value of `typ`.
    public var type: String? { content.type }
    /// All members of the header.
    public var members: JSONObject { content.members }

    /// Parses a header.
    ///
    /// A duplicate member makes the header malformed, as RFC 7515 permits: parsers that disagree about which one counts could
    /// be used to bypass a check.
    ///
    /// - Parameters:
    ///   - bytes: The JSON text.
    ///   - critical: The names that `crit` may list.
    /// - Throws: `JWTError` with `malformed` or `unsupportedCritical`.
    init(parsing bytes: [UInt8], critical: Set<String>) throws(JWTError) {
        let members = try JSONObject(uniquelyParsing: bytes, else: .malformed, "The header of the token")
        guard let algorithm = members["alg"]?.string else {
            throw JWTError(.malformed, "The header of the token has no alg.")
        }
        content = Content(
            algorithm: algorithm,
            keyID: try Self.text("kid", in: members),
            type: try Self.text("typ", in: members),
            members: members
        )
        try Self.checkCritical(members, understood: critical)
    }

    init(algorithm: JWTAlgorithm, keyID: String?, type: String?, other: JSONObject = JSONObject()) {
        // In the order of PyJWT and others.
        var members: JSONObject = ["alg": .string(algorithm.name)]
        members["typ"] = type.map(JSON.string)
        members["kid"] = keyID.map(JSON.string)
        for (name, value) in other {
            members[name] = value
        }
        content = Content(algorithm: algorithm.name, keyID: keyID, type: type, members: members)
    }

    /// The header in a token: JSON in base64url.
    var encoded: [UInt8] { Array(Base64URL.encode(JSON.object(members).bytes).utf8) }

    private static func text(_ name: String, in members: JSONObject) throws(JWTError) -> String? {
        guard let value = members[name] else { return nil }
        guard let text = value.string else {
            throw JWTError(.malformed, "The \(name) in the header of the token is not a string.")
        }
        return text
    }

    private static func checkCritical(_ members: JSONObject, understood: Set<String>) throws(JWTError) {
        // An unencoded payload (RFC 7797) changes the signing input. JWTs must not use it, and a verifier that ignores the
        // member would verify other bytes than the signer intended.
        guard members["b64"] == nil else {
            throw JWTError(.unsupportedCritical, "The token has an unencoded payload, which is not supported.")
        }
        guard let critical = members["crit"] else { return }
        guard let names = critical.array, !names.isEmpty else {
            throw JWTError(.malformed, "The crit in the header of the token is not an array of strings.")
        }
        var seen: Set<UTF8Key> = []
        for name in names {
            guard let name = name.string, seen.insert(UTF8Key(name)).inserted, members[name] != nil else {
                throw JWTError(.malformed, "The crit in the header of the token lists an invalid member.")
            }
            guard understood.contains(where: { $0.utf8Equals(name) }), !registered.contains(name) else {
                throw JWTError(.unsupportedCritical, "The token requires an extension that is not supported.")
            }
        }
    }

    /// The names that `crit` must not list, because every implementation understands them.
    private static let registered: Set<String> = [
        "alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit",
    ]
}

extension JSONObject {
    /// Parses a JSON object without duplicate members.
    init(uniquelyParsing bytes: [UInt8], else code: JWTError.Code, _ subject: String) throws(JWTError) {
        let root = try JSONNode.object(parsing: bytes, else: code, subject)
        self.init()
        reserveCapacity(root.count)
        for (name, value) in root.members {
            self[name] = value.value
        }
        guard count == root.count else {
            throw JWTError(code, "\(subject) has a duplicate member.")
        }
    }
}

extension JSONNode {
    /// Deep enough for any claim, and shallow enough to be cheap.
    private static let limits = JSONLimits(maxDepth: 32)

    /// Parses a JSON object.
    static func object(
        parsing bytes: [UInt8],
        else code: JWTError.Code,
        _ subject: String
    ) throws(JWTError) -> JSONNode {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: bytes, limits: limits)
        } catch {
            // The message of the parser could quote part of the token.
            throw JWTError(code, "\(subject) is not JSON.")
        }
        guard document.root.kind == .object else { throw JWTError(code, "\(subject) is not a JSON object.") }
        return document.root
    }
}
