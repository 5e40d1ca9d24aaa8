import Swiftlet
import SwiftletJSON

/// JSON Web Tokens in compact form ([RFC 7519](https://www.rfc-editor.org/rfc/rfc7519)), by their look.
enum CompactToken {
    /// Whether the text has a header that names an algorithm, claims, and a signature, which is not verified.
    static func isToken(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = object(parts[0]), object(parts[1]) != nil else { return false }
        return header["alg"]?.string != nil && !parts[2].isEmpty && bytes(parts[2]) != nil
    }

    private static func object(_ part: Substring) -> JSONObject? {
        guard let bytes = bytes(part) else { return nil }
        return try? JSON(parsing: bytes).object
    }

    /// The bytes of a text in base64url without padding.
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
