import Swiftlet
import SwiftletJSON

/// JSON text inside an event, such as the body of a message or the data of a record.
enum EventPayload {
    /// Decodes a value from JSON text.
    ///
    /// - Parameters:
    ///   - type: The type to decode.
    ///   - text: The text in UTF-8.
    ///   - path: The path of the text in the event, for errors.
    /// - Returns: The decoded value.
    /// - Throws: ``EventError`` with the code `invalidJSON` if the text is not JSON, or any error that decoding throws.
    static func decode<Value: EventInput>(_ type: Value.Type, from text: [UInt8], at path: String) throws -> Value {
        let root: JSONNode
        do {
            root = try JSONDocument(parsing: text).root
        } catch {
            throw EventError(.invalidJSON, "`\(path)` is not valid JSON: \(error.message)", at: path)
        }
        do {
            return try Value.decodeEvent(root)
        } catch let error as EventError {
            throw error.inside(path)
        }
    }
}
