/// A coding path as a linked list, which grows without copying.
final class CodingPath {
    private let parent: CodingPath?
    private let key: any CodingKey

    init(_ parent: CodingPath?, _ key: any CodingKey) {
        self.parent = parent
        self.key = key
    }

    /// The keys of a path from the root; empty for the root itself.
    static func keys(_ path: CodingPath?) -> [any CodingKey] {
        var keys: [any CodingKey] = []
        var current = path
        while let path = current {
            keys.append(path.key)
            current = path.parent
        }
        return keys.reversed()
    }
}
