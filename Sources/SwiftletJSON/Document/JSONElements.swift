/// The elements of an array, in order.
public struct JSONElements: Sequence, Sendable {
    let document: JSONDocument
    let start: Int
    let end: Int

    /// An iterator over the elements.
    public struct Iterator: IteratorProtocol {
        let document: JSONDocument
        var cursor: Int
        let end: Int

        /// The next element, or `nil` at the end.
        public mutating func next() -> JSONNode? {
            guard cursor < end else { return nil }
            defer { cursor += document.tape[cursor].width }
            return JSONNode(document: document, index: cursor)
        }
    }

    /// An iterator that starts at the first element.
    public func makeIterator() -> Iterator {
        Iterator(document: document, cursor: start, end: end)
    }
}
