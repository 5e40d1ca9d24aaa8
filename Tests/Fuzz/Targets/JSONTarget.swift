import SwiftletJSON

extension FuzzTarget {
    /// The JSON parser and writer: parsed values round-trip, and both representations agree.
    static let json = FuzzTarget(name: "json") { bytes in
        let value: JSON
        do throws(JSONError) {
            value = try JSON(parsing: bytes)
        } catch {
            check(0...bytes.count ~= error.offset, "the error's offset is out of bounds: \(error)")
            check((try? JSONDocument(parsing: bytes)) == nil, "the document accepts invalid JSON")
            return
        }
        let document = try? JSONDocument(parsing: bytes)
        check(document != nil, "the document rejects valid JSON")
        check(document?.root.value == value, "the document has another value")
        for pretty in [false, true] {
            let again = try? JSON(parsing: value.serialized(pretty: pretty))
            check(again == value, "the value does not round-trip")
        }
        check(
            (try? JSON(parsing: bytes, limits: JSONLimits(maxDepth: 3, maxBytes: 64))) == nil || bytes.count <= 64,
            "the size limit is not enforced"
        )
    }
}
