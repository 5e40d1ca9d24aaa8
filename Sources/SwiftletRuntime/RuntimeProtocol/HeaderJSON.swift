import Swiftlet
import SwiftletJSON

/// Parses JSON in a header field: the client context and the Cognito identity.
enum HeaderJSON {
    /// Parses the field's value: JSON, or on some emulators base64-encoded JSON.
    ///
    /// Base64url and missing padding are accepted. `nil` for anything else.
    static func parse(_ text: String) -> JSON? {
        if let value = try? JSON(parsing: text) { return value }
        guard let bytes = Base64.decode(standard(text)) else { return nil }
        return try? JSON(parsing: bytes)
    }

    private static func standard(_ text: String) -> String {
        let bytes = text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "-"): UInt8(ascii: "+")
            case UInt8(ascii: "_"): UInt8(ascii: "/")
            default: byte
            }
        }
        return String(decoding: bytes, as: UTF8.self) + String(repeating: "=", count: (4 - bytes.count % 4) % 4)
    }
}
