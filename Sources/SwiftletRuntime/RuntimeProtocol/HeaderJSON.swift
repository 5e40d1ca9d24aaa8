internal import SwiftletJSON

/// JSON that comes in a header field: the client context and the identity.
enum HeaderJSON {
    /// Reads the field's value: JSON, or on some emulators base64 of JSON.
    ///
    /// `nil` for anything else.
    static func parse(_ text: String) -> JSON? {
        if let value = try? JSON(parsing: text) { return value }
        guard let bytes = Base64.decode(text) else { return nil }
        return try? JSON(parsing: bytes)
    }
}
