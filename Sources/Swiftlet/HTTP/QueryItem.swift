/// A decoded name and value of a query or a form.
public struct QueryItem: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The value; empty if the item only has a name.
    public var value: String

    /// Creates an item.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
