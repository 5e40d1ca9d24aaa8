import Synchronization

/// A cache of entity tags computed from file contents, so that each version of a file is hashed once.
final class EntityTagCache: Sendable {
    /// The cache of the process.
    static let shared = EntityTagCache()

    private let maximumCount: Int
    private let tags = Mutex<[FileVersion: String]>([:])

    /// Creates a cache.
    ///
    /// - Parameter maximumCount: The maximum number of tags; when it is reached, the cache is cleared.
    init(maximumCount: Int = 1_024) {
        self.maximumCount = maximumCount
    }

    /// The tag of a file's version, created if it is not cached.
    ///
    /// - Throws: The error of `make`.
    func tag(of version: FileVersion, make: () throws(FileError) -> String) throws(FileError) -> String {
        if let known = tags.withLock({ $0[version] }) { return known }
        // Not under the lock: hashing a large file is slow.
        let tag = try make()
        tags.withLock { tags in
            if tags.count >= maximumCount { tags.removeAll(keepingCapacity: true) }
            tags[version] = tag
        }
        return tag
    }
}
