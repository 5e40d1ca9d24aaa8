/// The keys from the root to a container, as a list that grows without being copied.
final class CodingPath {
    private let parent: CodingPath?
    private let key: any CodingKey

    init(_ parent: CodingPath?, _ key: any CodingKey) {
        self.parent = parent
        self.key = key
    }

    /// The keys of a path, the root's first; none for the root itself.
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
