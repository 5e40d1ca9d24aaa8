// What the readers of events need beside the public accessors: a way past the strings, and the members as they stand.

extension JSONNode {
    /// The UTF-8 of a string, decoded: a part of the document's text where the string has no escape.
    package var stringBytes: ArraySlice<UInt8>? {
        let word = word
        switch word.kind {
        case .string:
            return document.bytes[word.offset..<word.offset &+ word.length]
        case .escapedString:
            let bytes = document.bytes
            return JSONParser.unescape(bytes.span, offset: word.offset, length: word.length)[...]
        default:
            return nil
        }
    }

    /// The members of an object as they stand in the text, keys undecoded, duplicates each; none if it is no object.
    package var rawMembers: JSONRawMembers {
        let word = word
        let end = word.kind == .object ? index + word.length : index + 2
        return JSONRawMembers(document: document, cursor: index + 2, end: end)
    }
}

/// The members of an object as they stand in the text.
package struct JSONRawMembers: Sequence, IteratorProtocol {
    let document: JSONDocument
    var cursor: Int
    let end: Int

    /// The next member: its key, a string, and its value.
    package mutating func next() -> (key: JSONNode, value: JSONNode)? {
        guard cursor < end else { return nil }
        let key = JSONNode(document: document, index: cursor)
        let value = JSONNode(document: document, index: cursor &+ 1)
        cursor = cursor &+ 1 &+ value.word.width
        return (key, value)
    }
}
