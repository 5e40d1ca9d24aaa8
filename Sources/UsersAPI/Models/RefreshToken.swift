import Swiftlet
import SwiftletSecurity

/// A refresh token: the id of a session and a secret that is valid once.
struct RefreshToken: Sendable {
    let sessionID: String
    private let secret: Secret<String>

    /// The token of a new session.
    init() throws {
        self.init(sessionID: try SecureRandom.token(byteCount: Self.idSize), secret: Secret(try SecureRandom.token()))
    }

    /// Parses a token as a client sends it.
    ///
    /// - Returns: `nil` if the text has not the form of a token.
    init?(_ text: Secret<String>) {
        let parts = text.revealed.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard parts.count == 2, Base64URL.decode(parts[0])?.count == Self.idSize, Base64URL.decode(parts[1]) != nil
        else { return nil }
        self.init(sessionID: parts[0], secret: Secret(parts[1]))
    }

    private init(sessionID: String, secret: Secret<String>) {
        self.sessionID = sessionID
        self.secret = secret
    }

    /// The token as a client gets it.
    var text: String { sessionID + "." + secret.revealed }

    /// The SHA-256 of the secret, which the database keeps in its place.
    var hash: String {
        get throws { Base64URL.encode(try HashFunction.sha256.digest(of: secret.revealed)) }
    }

    /// The next token of the same session.
    func rotated() throws -> RefreshToken {
        RefreshToken(sessionID: sessionID, secret: Secret(try SecureRandom.token()))
    }

    private static let idSize = 16
}
