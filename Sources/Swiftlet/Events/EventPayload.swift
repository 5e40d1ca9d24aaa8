import SwiftletJSON

/// JSON inside an event: a message's body, a record's data.
enum EventPayload {
    /// Reads a value out of JSON text.
    ///
    /// - Parameters:
    ///   - type: what to read it as.
    ///   - text: the text, in UTF-8.
    ///   - place: what the text is called in the event.
    /// - Returns: the value.
    /// - Throws: ``EventError`` with the code `invalidJSON` if the text is not JSON, or what the type throws.
    static func decode<Value: EventInput>(_ type: Value.Type, from text: [UInt8], at place: String) throws -> Value {
        let root: JSONNode
        do {
            root = try JSONDocument(parsing: text).root
        } catch {
            throw EventError(.invalidJSON, "`\(place)` is not JSON: \(error.message)", at: place)
        }
        do {
            return try Value.decodeEvent(root)
        } catch let error as EventError {
            throw error.inside(place)
        }
    }
}
