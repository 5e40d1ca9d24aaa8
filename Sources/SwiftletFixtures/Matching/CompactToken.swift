import Swiftlet
import SwiftletJSON

/// Recognizes JSON Web Tokens in compact serialization ([RFC 7519](https://www.rfc-editor.org/rfc/rfc7519)).
enum CompactToken {
    /// Whether a text has a header with an algorithm, claims, and a signature, which is not verified.
    static func isToken(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = object(parts[0]), object(parts[1]) != nil else { return false }
        return header["alg"]?.string != nil && !parts[2].isEmpty && bytes(parts[2]) != nil
    }

    private static func object(_ part: Substring) -> JSONObject? {
        guard let bytes = bytes(part) else { return nil }
        return try? JSON(parsing: bytes).object
    }

    /// Decodes base64url without padding.
    private static func bytes(_ part: Substring) -> [UInt8]? {
        guard part.utf8.count % 4 != 1 else { return nil }
        var text = ""
        for character in part.unicodeScalars {
            switch character {
            case "-": text += "+"
            case "_": text += "/"
            case "a"..."z", "A"..."Z", "0"..."9": text.unicodeScalars.append(character)
            default: return nil
            }
        }
        return Base64.decode(text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4))
    }
}
