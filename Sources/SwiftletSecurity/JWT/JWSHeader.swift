public import SwiftletJSON

/// The protected header of a signed token, of [RFC 7515, section 4](https://www.rfc-editor.org/rfc/rfc7515#section-4).
///
/// The signature covers it, but it says only what the signer wrote. Keys that it offers or points at (`jwk`, `jku`, `x5c`,
/// `x5u`) are never used.
public struct JWSHeader: Sendable {
    /// What a header says, in one allocation: it is handed about for every token.
    private final class Content: Sendable {
        let algorithm: String
        let keyID: String?
        let type: String?
        let members: JSONObject

        init(_ algorithm: String, _ keyID: String?, _ type: String?, _ members: JSONObject) {
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
    /// Every member of the header, as it stands there.
    public var members: JSONObject { content.members }

    /// Reads a header.
    ///
    /// A member that appears twice makes the header malformed: RFC 7515 lets a reader refuse it, and two readers that
    /// choose differently are a way around a check.
    ///
    /// - Parameters:
    ///   - bytes: The JSON text.
    ///   - critical: The names that `crit` may demand.
    /// - Throws: `JWTError` with `malformed` or `unsupportedCritical`.
    init(parsing bytes: [UInt8], critical: Set<String>) throws(JWTError) {
        let members = try JSONObject(uniquelyParsing: bytes, else: .malformed, "The header of the token")
        guard let algorithm = members["alg"]?.string else {
            throw JWTError(.malformed, "The header of the token has no alg.")
        }
        content = Content(algorithm, try Self.text("kid", in: members), try Self.text("typ", in: members), members)
        try Self.checkCritical(members, understood: critical)
    }

    init(algorithm: JWTAlgorithm, keyID: String?, type: String?, other: JSONObject = JSONObject()) {
        // In this order with PyJWT and others, so that most tokens for a key begin with the same bytes.
        var members: JSONObject = ["alg": .string(algorithm.name)]
        members["typ"] = type.map(JSON.string)
        members["kid"] = keyID.map(JSON.string)
        for (name, value) in other {
            members[name] = value
        }
        content = Content(algorithm.name, keyID, type, members)
    }

    private static func text(_ name: String, in members: JSONObject) throws(JWTError) -> String? {
        guard let value = members[name] else { return nil }
        guard let text = value.string else {
            throw JWTError(.malformed, "The \(name) in the header of the token is not a string.")
        }
        return text
    }

    private static func checkCritical(_ members: JSONObject, understood: Set<String>) throws(JWTError) {
        // An unencoded payload (RFC 7797) changes what is signed. JWTs may not have one, and a reader that overlooks
        // the member would check other bytes than the signer meant.
        guard members["b64"] == nil else {
            throw JWTError(.unsupportedCritical, "The token has an unencoded payload, which is not supported.")
        }
        guard let critical = members["crit"] else { return }
        guard let names = critical.array, !names.isEmpty else {
            throw JWTError(.malformed, "The crit in the header of the token is not a list of names.")
        }
        var seen: Set<UTF8Key> = []
        for name in names {
            guard let name = name.string, seen.insert(UTF8Key(name)).inserted, members[name] != nil else {
                throw JWTError(.malformed, "The crit in the header of the token is not a list of its members.")
            }
            guard understood.contains(where: { $0.utf8Equals(name) }), !registered.contains(name) else {
                throw JWTError(.unsupportedCritical, "The token demands an extension that is not understood.")
            }
        }
    }

    /// The names that `crit` may not list, because every reader must know them.
    private static let registered: Set<String> = [
        "alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit",
    ]
}

extension JSONObject {
    /// Parses a JSON object in which no member appears twice.
    init(uniquelyParsing bytes: [UInt8], else code: JWTError.Code, _ subject: String) throws(JWTError) {
        let root = try JSONNode.object(parsing: bytes, else: code, subject)
        self.init()
        reserveCapacity(root.count)
        for (name, value) in root.members {
            self[name] = value.value
        }
        guard count == root.count else {
            throw JWTError(code, "\(subject) has a member twice.")
        }
    }
}

extension JSONNode {
    /// Deep enough for any claim, and shallow enough that reading one is cheap.
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
            // The parser's own message may quote a character of the token.
            throw JWTError(code, "\(subject) is not JSON.")
        }
        guard document.root.kind == .object else { throw JWTError(code, "\(subject) is not a JSON object.") }
        return document.root
    }
}
