import Swiftlet

extension EventPayload {
    /// Decodes base64 data.
    ///
    /// - Parameters:
    ///   - text: The data in base64.
    ///   - path: The path of the text in the event, for errors.
    /// - Returns: The bytes.
    /// - Throws: ``EventError`` with the code `invalidBase64`.
    static func bytes(_ text: String, at path: String) throws(EventError) -> [UInt8] {
        guard let bytes = Base64.decode(text) else {
            throw EventError(.invalidBase64, "`\(path)` is not valid base64.", at: path)
        }
        return bytes
    }
}
