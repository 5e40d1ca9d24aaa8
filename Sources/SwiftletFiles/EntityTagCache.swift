import Synchronization

/// The entity tags that were made from the bytes of files, so that each version of a file is read for its tag once.
final class EntityTagCache: Sendable {
    /// The cache of the process.
    static let shared = EntityTagCache()

    private let maximumCount: Int
    private let tags = Mutex<[FileVersion: String]>([:])

    /// Creates a cache.
    ///
    /// - Parameter maximumCount: the largest number of tags; a further one replaces all.
    init(maximumCount: Int = 1_024) {
        self.maximumCount = maximumCount
    }

    /// The tag of a file's version, made if it is not known.
    ///
    /// - Throws: what `make` throws.
    func tag(of version: FileVersion, make: () throws(FileError) -> String) throws(FileError) -> String {
        if let known = tags.withLock({ $0[version] }) { return known }
        // Not under the lock: a large file takes a while.
        let tag = try make()
        tags.withLock { tags in
            if tags.count >= maximumCount { tags.removeAll(keepingCapacity: true) }
            tags[version] = tag
        }
        return tag
    }
}
