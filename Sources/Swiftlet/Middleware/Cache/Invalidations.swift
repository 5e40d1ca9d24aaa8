import SwiftletJSON

/// The recent invalidations of URLs, in bounded memory.
struct Invalidations {
    /// The number of invalidations so far.
    private(set) var count = 0
    /// The number of the last invalidation by the URL's hash; after a collision, too many URLs count as invalidated.
    private var last: [Int: Int] = [:]
    /// The number of the last invalidation that is no longer in `last`.
    private var lastForgotten = 0

    /// Adds an invalidation, and forgets the earlier ones if the limit is reached.
    mutating func add(_ url: UTF8Key, limit: Int) {
        if last.count >= limit {
            last.removeAll()
            lastForgotten = count
        }
        count += 1
        last[url.hashValue] = count
    }

    /// Returns whether a URL has been invalidated since there were `count` invalidations.
    ///
    /// Every URL counts as invalidated if later invalidations have been forgotten.
    func include(_ url: UTF8Key, since count: Int) -> Bool {
        max(last[url.hashValue] ?? 0, lastForgotten) > count
    }
}
