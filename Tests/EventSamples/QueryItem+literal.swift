public import Swiftlet

extension QueryItem: ExpressibleByStringLiteral {
    /// Creates an item from a literal such as `name=value`.
    public init(stringLiteral text: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        self.init(String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
}
