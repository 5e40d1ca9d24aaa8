import HTTPTypes
import SwiftletJSON
import Synchronization

/// The stored responses of a ``ResponseCache``, limited in number and bytes.
final class ResponseStorage: Sendable {
    /// A stored response.
    struct Entry: Sendable {
        let response: Response
        let isPublic: Bool
        /// The age of the response when it was received, as reported by other caches or its `Date`.
        let initialAge: Duration
        let receivedAt: ContinuousClock.Instant
        let expiresAt: ContinuousClock.Instant
        let size: Int
        var lastUse: Int
    }

    fileprivate struct Variants {
        /// The fields in `Vary`, sorted by name.
        let fields: [HTTPField.Name]
        var count = 0
    }

    fileprivate struct State {
        /// The URLs with at least one stored response.
        var urls: [UTF8Key: Variants] = [:]
        /// The responses by URL and the values of the fields in `Vary`.
        var entries: [Key: Entry] = [:]
        var size = 0
        var uses = 0
        var invalidations = Invalidations()
    }

    fileprivate struct Key: Hashable {
        let url: UTF8Key
        let values: [UTF8Key?]
    }

    private let state = Mutex(State())
    private let maximumBytes: Int
    private let maximumEntries: Int

    init(maximumBytes: Int, maximumEntries: Int) {
        self.maximumBytes = maximumBytes
        self.maximumEntries = maximumEntries
    }

    /// Returns a fresh response for a request, if one is stored.
    func response(to request: Request, hasCredentials: Bool, at time: ContinuousClock.Instant) -> Entry? {
        let url = Self.url(of: request)
        return state.withLock { state in
            guard let fields = state.urls[url]?.fields else { return nil }
            let key = Self.key(url, varyingBy: fields, of: request)
            guard let entry = state.entries[key] else { return nil }
            guard entry.expiresAt > time else {
                state.remove(key)
                return nil
            }
            guard entry.isPublic || !hasCredentials else { return nil }
            state.uses += 1
            state.entries[key]?.lastUse = state.uses
            return entry
        }
    }

    /// The number of invalidations so far, which a request notes before it runs.
    var invalidationCount: Int { state.withLock { $0.invalidations.count } }

    /// Stores a response in place of an earlier one, and evicts others if a limit is exceeded.
    ///
    /// A response is not stored if its URL was invalidated while its request ran, or if it is larger than the limit. In the
    /// second case the earlier response is removed.
    ///
    /// - Parameters:
    ///   - response: The response.
    ///   - request: The request.
    ///   - invalidationCount: The number of invalidations before the request ran.
    ///   - time: The time of receipt.
    ///   - age: The age on receipt.
    ///   - lifetime: The freshness lifetime.
    /// - Returns: Whether the response is stored.
    func store(
        _ response: Response,
        to request: Request,
        startedAfter invalidationCount: Int,
        receivedAt time: ContinuousClock.Instant,
        age: Duration,
        for lifetime: Duration
    ) -> Bool {
        let url = Self.url(of: request)
        let fields = Self.fields(of: response)
        let key = Self.key(url, varyingBy: fields, of: request)
        let size = Self.size(of: response) + key.size
        return state.withLock { state in
            guard !state.invalidations.include(url, since: invalidationCount) else { return false }
            // The other responses of the URL vary by other fields and would no longer be found.
            if let known = state.urls[url]?.fields, known != fields { state.removeAll(of: url) }
            state.remove(key)
            guard size <= maximumBytes else { return false }
            state.uses += 1
            state.urls[url, default: Variants(fields: fields)].count += 1
            state.entries[key] = Entry(
                response: response,
                isPublic: CacheControl(response.headers[.cacheControl]).isPublic,
                initialAge: age,
                receivedAt: time,
                expiresAt: time + lifetime - age,
                size: size,
                lastUse: state.uses
            )
            state.size += size
            if state.size > maximumBytes || state.entries.count > maximumEntries { evict(from: &state) }
            return true
        }
    }

    /// Removes all responses of the request's URL, and prevents running requests from storing theirs.
    func invalidateResponses(to request: Request) {
        let url = Self.url(of: request)
        state.withLock { state in
            state.invalidations.add(url, limit: maximumEntries)
            state.removeAll(of: url)
        }
    }

    /// Removes the least recently used responses until the limits are met.
    private func evict(from state: inout State) {
        for (key, _) in state.entries.sorted(by: { $0.value.lastUse < $1.value.lastUse }) {
            guard state.size > maximumBytes || state.entries.count > maximumEntries else { return }
            state.remove(key)
        }
    }

    /// The URL that a client has requested.
    static func url(of request: Request) -> UTF8Key {
        UTF8Key(
            "\(request.scheme)://\(request.host ?? "")\(request.externalPath(request.encodedPath))?\(request.queryString)"
        )
    }

    private static func fields(of response: Response) -> [HTTPField.Name] {
        let names = (response.headers[.vary] ?? "").utf8.split(separator: UInt8(ascii: ","))
            .compactMap { HTTPField.Name(String(Substring($0).trimmed)) }
        return Set(names).sorted { $0.canonicalName < $1.canonicalName }
    }

    private static func key(_ url: UTF8Key, varyingBy fields: [HTTPField.Name], of request: Request) -> Key {
        Key(url: url, values: fields.map { request.header($0).map(UTF8Key.init) })
    }

    private static func size(of response: Response) -> Int {
        var size = 256
        if case .bytes(let bytes) = response.body { size += bytes.count }
        for field in response.headers { size += field.name.rawName.utf8.count + field.value.utf8.count + 64 }
        return size
    }
}

extension ResponseStorage.State {
    fileprivate mutating func remove(_ key: ResponseStorage.Key) {
        guard let entry = entries.removeValue(forKey: key) else { return }
        size -= entry.size
        urls[key.url]?.count -= 1
        if urls[key.url]?.count == 0 { urls[key.url] = nil }
    }

    fileprivate mutating func removeAll(of url: UTF8Key) {
        guard urls[url] != nil else { return }
        for key in entries.keys where key.url == url { remove(key) }
    }
}

extension ResponseStorage.Key {
    fileprivate var size: Int {
        url.text.utf8.count + values.reduce(0) { $0 + ($1?.text.utf8.count ?? 0) }
    }
}
