import SwiftletJSON

extension FuzzTarget {
    /// The parser and the writer: whatever is read survives being written, and both forms of reading agree.
    static let json = FuzzTarget(name: "json") { bytes in
        let value: JSON
        do throws(JSONError) {
            value = try JSON(parsing: bytes)
        } catch {
            promise(0...bytes.count ~= error.offset, "an error past the end: \(error)")
            promise((try? JSONDocument(parsing: bytes)) == nil, "a document of what is no JSON")
            return
        }
        let document = try? JSONDocument(parsing: bytes)
        promise(document != nil, "no document of what is JSON")
        promise(document?.root.value == value, "a document that says something else")
        for pretty in [false, true] {
            let again = try? JSON(parsing: value.serialized(pretty: pretty))
            promise(again == value, "a value that is another after it was written")
        }
        promise(
            (try? JSON(parsing: bytes, limits: JSONLimits(maxDepth: 3, maxBytes: 64))) == nil || bytes.count <= 64,
            "a text over the limit"
        )
    }
}
