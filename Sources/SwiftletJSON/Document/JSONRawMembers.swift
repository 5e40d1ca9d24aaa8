/// The members of an object in source order, with undecoded keys and duplicates.
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
