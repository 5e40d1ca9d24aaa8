import Swiftlet
import SwiftletSecurity

/// A refresh token: a session id and a single-use secret.
struct RefreshToken: Sendable {
    let sessionID: String
    private let secret: Secret<String>

    /// Creates the first token of a new session.
    init() throws {
        self.init(sessionID: try SecureRandom.token(byteCount: Self.idSize), secret: Secret(try SecureRandom.token()))
    }

    /// Parses a token sent by a client.
    ///
    /// - Returns: `nil` if the text is malformed.
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

    /// The token to send to the client.
    var text: String { sessionID + "." + secret.revealed }

    /// The SHA-256 digest of the secret, which is stored instead of it.
    var hash: String {
        get throws { Base64URL.encode(try HashFunction.sha256.digest(of: secret.revealed)) }
    }

    /// Returns the next token of the same session.
    func rotated() throws -> RefreshToken {
        RefreshToken(sessionID: sessionID, secret: Secret(try SecureRandom.token()))
    }

    private static let idSize = 16
}
