import HTTPTypes
import SwiftletJSON

/// Keeps responses to GET in memory and sends them again while they are fresh, as a shared cache does
/// ([RFC 9111](https://www.rfc-editor.org/rfc/rfc9111)).
///
/// ```swift
/// App(title: "Prices", version: "1.0.0") {
///     CORS(allowing: .any)
///     ResponseCache(maximumBytes: 16 << 20)
///     EntityTag()
///     …
/// }
/// ```
///
/// A response is kept if its status is 200, it is not a stream, and its `Cache-Control` has `max-age` or `s-maxage`; not with
/// `no-store`, `no-cache` or `private`, with `Set-Cookie` or with `Vary: *`. Requests with `Authorization` or `Cookie` are
/// served from the cache, and their responses kept, only where the response is `public`. What else decides on the response,
/// such as an API key in a field of its own, belongs into its `Vary`.
///
/// The key is the scheme, the host, the path, the query, and the fields that `Vary` names. A client with
/// `Cache-Control: no-cache` or `no-store` is not served from the cache. A response from the cache has an `Age`, and is 304
/// for a client that has its `ETag`.
///
/// List it behind middleware that must see every request, such as ``RequestLog``, ``CORS``, ``SecurityHeaders`` and rate
/// limits, and before middleware whose work it saves, such as ``EntityTag`` and compression. Each process has a cache of its
/// own, and the least recently used responses make room for others.
public struct ResponseCache: Middleware {
    private let storage: ResponseStorage
    private let now: @Sendable () -> ContinuousClock.Instant

    /// Creates the middleware.
    ///
    /// - Parameters:
    ///   - maximumBytes: the most memory that the kept bodies and header fields take, about; a larger response is not kept.
    ///   - maximumEntries: the most responses that are kept, at least 1.
    public init(maximumBytes: Int = 8 << 20, maximumEntries: Int = 1_000) {
        self.init(maximumBytes: maximumBytes, maximumEntries: maximumEntries) { .now }
    }

    init(maximumBytes: Int, maximumEntries: Int, now: @escaping @Sendable () -> ContinuousClock.Instant) {
        self.storage = ResponseStorage(maximumBytes: maximumBytes, maximumEntries: max(1, maximumEntries))
        self.now = now
    }

    /// Serves the request from the cache, or keeps its response.
    public func handle(_ request: Request, _ context: Context, next: @escaping Next) async throws -> Response {
        let asked = CacheControl(request.header(.cacheControl))
        guard request.method == .get, !asked.noStore else { return try await next(request, context) }
        let hasCredentials = request.header(.authorization) != nil || request.header(.cookie) != nil
        let time = now()
        if !asked.noCache, let stored = storage.response(to: request, hasCredentials: hasCredentials, at: time) {
            return Self.response(stored, to: request, at: time)
        }
        let response = try await next(request, context)
        if let lifetime = Self.lifetime(of: response, hasCredentials: hasCredentials) {
            storage.store(response, to: request, receivedAt: time, for: lifetime)
        }
        return response
    }

    /// How long a response may be kept, or `nil` if it may not.
    private static func lifetime(of response: Response, hasCredentials: Bool) -> Duration? {
        guard response.status == .ok, response.error == nil, case .bytes = response.body else { return nil }
        let control = CacheControl(response.headers[.cacheControl])
        guard !control.noStore, !control.noCache, !control.isPrivate, let seconds = control.maxAge, seconds > 0,
            response.headers[.setCookie] == nil, !hasCredentials || control.isPublic,
            response.headers[.vary]?.utf8.contains(UInt8(ascii: "*")) != true
        else { return nil }
        // A year is the longest that means anything (RFC 9111, section 1.2.2 allows to cap it).
        return .seconds(min(seconds, 31_536_000))
    }

    private static func response(
        _ stored: ResponseStorage.Entry,
        to request: Request,
        at time: ContinuousClock.Instant
    ) -> Response {
        var response = stored.response
        response.headers[.age] = "\(max(0, stored.receivedAt.duration(to: time).components.seconds))"
        if let tag = response.headers[.eTag], let known = request.header(.ifNoneMatch), EntityTag.matches(known, tag) {
            response.status = .notModified
            response.body = .bytes([])
            response.headers[.contentType] = nil
        }
        return response
    }
}
