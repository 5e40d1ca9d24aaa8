/// The members of an object: each key once, in the order of its first occurrence, with its last value.
public struct JSONMembers: Sequence, Sendable {
    let document: JSONDocument
    let start: Int
    let end: Int

    /// The tape indices of the keys and their last values, if there are duplicate keys.
    let resolved: [(key: Int, value: Int)]?

    /// An iterator over the members.
    public struct Iterator: IteratorProtocol {
        let members: JSONMembers
        var cursor: Int
        var position = 0

        /// The next member, or `nil` at the end.
        public mutating func next() -> (key: String, value: JSONNode)? {
            let document = members.document
            let key: Int
            let value: Int
            if let resolved = members.resolved {
                guard position < resolved.count else { return nil }
                (key, value) = resolved[position]
                position += 1
            } else {
                guard cursor < members.end else { return nil }
                key = cursor
                value = cursor + 1
                cursor = value + document.tape[value].width
            }
            return (document.string(document.tape[key]), JSONNode(document: document, index: value))
        }
    }

    /// An iterator that starts at the first member.
    public func makeIterator() -> Iterator {
        Iterator(members: self, cursor: start)
    }
}
