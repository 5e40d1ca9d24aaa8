extension JSONNode {
    /// The elements of an array in order; none if the value is not an array.
    public var elements: JSONElements {
        let end = word.kind == .array ? index + word.length : index + 2
        return JSONElements(document: document, start: index + 2, end: end)
    }

    /// The members of an object in source order; none if the value is not an object.
    ///
    /// A duplicate key occurs once, at its first position, with its last value.
    public var members: JSONMembers {
        guard word.kind == .object else {
            return JSONMembers(document: document, start: index + 2, end: index + 2, resolved: nil)
        }
        let end = index + word.length
        return JSONMembers(document: document, start: index + 2, end: end, resolved: resolvedMembers())
    }
}
