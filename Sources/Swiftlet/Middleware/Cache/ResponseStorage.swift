import HTTPTypes
import SwiftletJSON
import Synchronization

/// The responses of a ``ResponseCache``, bounded in number and bytes.
final class ResponseStorage: Sendable {
    /// A response that is kept.
    struct Entry: Sendable {
        let response: Response
        let isPublic: Bool
        let receivedAt: ContinuousClock.Instant
        let expiresAt: ContinuousClock.Instant
        let size: Int
        var lastUse: Int
    }

    fileprivate struct State {
        /// The fields that the responses of a URL vary by, in the order of their names.
        var fields: [UTF8Key: [HTTPField.Name]] = [:]
        /// The responses by URL and the values of those fields.
        var entries: [Key: Entry] = [:]
        var size = 0
        var uses = 0
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

    /// A fresh response that may be sent for a request.
    func response(to request: Request, hasCredentials: Bool, at time: ContinuousClock.Instant) -> Entry? {
        let url = Self.url(of: request)
        return state.withLock { state in
            guard let fields = state.fields[url] else { return nil }
            let key = Self.key(url, fields, request)
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

    /// Keeps a response in place of the one before, and removes what there is no room for.
    func store(
        _ response: Response,
        to request: Request,
        receivedAt time: ContinuousClock.Instant,
        for lifetime: Duration
    ) {
        let url = Self.url(of: request)
        let fields = Self.fields(of: response)
        let key = Self.key(url, fields, request)
        let size = Self.size(of: response) + key.size
        guard size <= maximumBytes else { return }
        state.withLock { state in
            if let known = state.fields[url], known != fields {
                // The other responses are found by fields that no longer decide.
                for key in state.entries.keys where key.url == url { state.remove(key) }
            }
            state.remove(key)
            state.uses += 1
            state.fields[url] = fields
            state.entries[key] = Entry(
                response: response,
                isPublic: CacheControl(response.headers[.cacheControl]).isPublic,
                receivedAt: time,
                expiresAt: time + lifetime,
                size: size,
                lastUse: state.uses
            )
            state.size += size
            while state.size > maximumBytes || state.entries.count > maximumEntries {
                guard let oldest = state.entries.min(by: { $0.value.lastUse < $1.value.lastUse }) else { break }
                state.remove(oldest.key)
            }
        }
    }

    private static func url(of request: Request) -> UTF8Key {
        UTF8Key(
            "\(request.scheme)://\(request.host ?? "")\(request.externalPath(request.encodedPath))?\(request.queryString)"
        )
    }

    private static func fields(of response: Response) -> [HTTPField.Name] {
        let names = (response.headers[.vary] ?? "").utf8.split(separator: UInt8(ascii: ","))
            .compactMap { HTTPField.Name(String(Substring($0).trimmed)) }
        return Set(names).sorted { $0.canonicalName < $1.canonicalName }
    }

    private static func key(_ url: UTF8Key, _ fields: [HTTPField.Name], _ request: Request) -> Key {
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
        // One more look at the others, and only where an entry goes.
        if !entries.keys.contains(where: { $0.url == key.url }) { fields[key.url] = nil }
    }
}

extension ResponseStorage.Key {
    fileprivate var size: Int {
        url.text.utf8.count + values.reduce(0) { $0 + ($1?.text.utf8.count ?? 0) }
    }
}
