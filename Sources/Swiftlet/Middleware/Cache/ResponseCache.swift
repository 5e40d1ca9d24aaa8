import FoundationEssentials
public import HTTPTypes
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
/// A response is kept if its status is 200, and its `Cache-Control` has `max-age` or `s-maxage`; not with `no-store`,
/// `no-cache` or `private`, with `Set-Cookie` or with `Vary: *`. A stream is not kept where the platform streams responses.
///
/// The cache runs before the guards of a route, so a response from it is sent to a client that no guard has checked. That is
/// why a response to a request with credentials is kept, and such a request is served from the cache, only where the response
/// is `public`. Credentials are an `Authorization`, `Cookie` or `X-API-Key` field, a field in `credentialFields`, and what an
/// authorizer of the platform has added. A response of a route with guards or a security scheme is kept only where it is
/// `public`, too. Name a field that an endpoint reads credentials from by itself in `credentialFields`.
///
/// The key is the scheme, the host, the path, the query, and the fields that `Vary` names. A client with
/// `Cache-Control: no-cache` or `no-store` is not served from the cache, and neither is a request with a body. A successful
/// request with an unsafe method, such as PUT, removes the responses of its URL
/// ([RFC 9111, section 4.4](https://www.rfc-editor.org/rfc/rfc9111#section-4.4)). A response from the cache has an `Age`,
/// to which the `Age` and the `Date` that it was received with count
/// ([section 4.2.3](https://www.rfc-editor.org/rfc/rfc9111#section-4.2.3)), and is 304 for a client that has its `ETag`.
///
/// Of concurrent requests without credentials for the same response one runs, and the others wait for it, at most 5 seconds.
/// They run too if the response is not kept, and from then on such requests do not wait until one of them is.
///
/// List it behind middleware that must see every request, such as ``RequestLog``, ``CORS``, ``SecurityHeaders`` and rate
/// limits, and before middleware whose work it saves, such as ``EntityTag`` and compression. Each process has a cache of its
/// own, and evicts the least recently used responses.
public struct ResponseCache: Middleware {
    let coalescing: RequestCoalescing
    private let storage: ResponseStorage
    private let credentialFields: [HTTPField.Name]
    private let now: @Sendable () -> ContinuousClock.Instant

    /// Creates the middleware.
    ///
    /// - Parameters:
    ///   - maximumBytes: the most memory that the kept bodies and header fields take, about; a larger response is not kept.
    ///   - maximumEntries: the most responses that are kept, at least 1.
    ///   - credentialFields: header fields that carry credentials, beside `Authorization`, `Cookie` and `X-API-Key`.
    public init(
        maximumBytes: Int = 8 << 20,
        maximumEntries: Int = 1_000,
        credentialFields: [HTTPField.Name] = []
    ) {
        self.init(maximumBytes: maximumBytes, maximumEntries: maximumEntries, credentialFields: credentialFields) {
            .now
        }
    }

    init(
        maximumBytes: Int,
        maximumEntries: Int,
        credentialFields: [HTTPField.Name] = [],
        waitLimit: Duration = .seconds(5),
        now: @escaping @Sendable () -> ContinuousClock.Instant
    ) {
        self.credentialFields = credentialFields
        self.coalescing = RequestCoalescing(waitLimit: waitLimit, maximumUncached: max(1, maximumEntries))
        self.storage = ResponseStorage(maximumBytes: maximumBytes, maximumEntries: max(1, maximumEntries))
        self.now = now
    }

    /// Serves the request from the cache, or keeps its response.
    public func handle(_ request: Request, _ context: Context, next: @escaping Next) async throws -> Response {
        guard request.method == .get, request.body.isEmpty else {
            let response = try await next(request, context)
            if Self.invalidates(request, response) {
                coalescing.invalidate(request)
                storage.removeResponses(to: request)
            }
            return response
        }
        let asked = CacheControl(request.header(.cacheControl))
        guard !asked.noStore else { return try await next(request, context) }
        let hasCredentials = request.hasCredentials(in: credentialFields)
        if !asked.noCache, let response = stored(for: request, hasCredentials: hasCredentials) { return response }
        // A request with credentials is mostly for a response of its own.
        guard !asked.noCache, !hasCredentials else {
            return try await run(request, context, hasCredentials: hasCredentials, next: next).response
        }
        let turn = await coalescing.turn(for: request)
        if case .follower = turn, let response = stored(for: request, hasCredentials: false) { return response }
        var isKept = false
        defer { coalescing.end(turn, for: request, isKept: isKept) }
        let result = try await run(request, context, turn, hasCredentials: false, next: next)
        isKept = result.isKept
        return result.response
    }

    /// Runs the rest of the app, and keeps its response if it may be kept.
    private func run(
        _ request: Request,
        _ context: Context,
        _ turn: RequestCoalescing.Turn = .alone,
        hasCredentials: Bool,
        next: Next
    ) async throws -> (response: Response, isKept: Bool) {
        // The age is counted from the request, as the response may have been made at any time after it.
        let time = now()
        let response = try await next(request, context)
        let isRestricted = hasCredentials || Exchange.current?.isGuarded == true
        let age = Self.age(of: response, context)
        guard let lifetime = Self.lifetime(of: response, isRestricted: isRestricted), lifetime > age else {
            return (response, false)
        }
        storage.store(response, to: request, receivedAt: time, age: age, for: lifetime)
        // After it is stored: a request that changes the resource later removes it.
        guard coalescing.isCurrent(turn, for: request) else {
            storage.removeResponses(to: request)
            return (response, false)
        }
        return (response, true)
    }

    private func stored(for request: Request, hasCredentials: Bool) -> Response? {
        let time = now()
        return storage.response(to: request, hasCredentials: hasCredentials, at: time)
            .map { Self.response($0, to: request, at: time) }
    }

    /// The age that a response has when it is received: what caches before this one say, or the time since its date.
    private static func age(of response: Response, _ context: Context) -> Duration {
        // The first of several counts, and what is no number is ignored (RFC 9111, section 5.1).
        let first = response.headers[.age]?.utf8.split(separator: UInt8(ascii: ",")).first.map { Substring($0).trimmed }
        var seconds = 0
        if let first, !first.isEmpty, first.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) {
            seconds = Int(first) ?? .max
        }
        if let date = response.headers[.date].flatMap(HTTPDate.parse) {
            seconds = max(seconds, Int(context.clock.now().timeIntervalSince1970) - date)
        }
        return .seconds(min(seconds, longestTime))
    }

    /// A year is the longest that means anything (RFC 9111, section 1.2.2 allows to cap it).
    private static let longestTime = 31_536_000

    /// Whether a request with an unsafe method (RFC 9110, section 9.2.1) has succeeded.
    private static func invalidates(_ request: Request, _ response: Response) -> Bool {
        let safeMethods: [HTTPRequest.Method] = [.get, .head, .options, .trace]
        return !safeMethods.contains(request.method) && (200..<400).contains(response.status.code)
    }

    /// How long a response may be kept, or `nil` if it may not.
    private static func lifetime(of response: Response, isRestricted: Bool) -> Duration? {
        guard response.status == .ok, response.error == nil, case .bytes = response.body else { return nil }
        let control = CacheControl(response.headers[.cacheControl])
        guard !control.noStore, !control.noCache, !control.isPrivate, let seconds = control.maxAge, seconds > 0,
            response.headers[.setCookie] == nil, !isRestricted || control.isPublic,
            response.headers[.vary]?.utf8.contains(UInt8(ascii: "*")) != true
        else { return nil }
        return .seconds(min(seconds, longestTime))
    }

    private static func response(
        _ stored: ResponseStorage.Entry,
        to request: Request,
        at time: ContinuousClock.Instant
    ) -> Response {
        var response = stored.response
        let age = stored.initialAge + stored.receivedAt.duration(to: time)
        response.headers[.age] = "\(max(0, age.components.seconds))"
        if let tag = response.headers[.eTag], let known = request.header(.ifNoneMatch), EntityTag.matches(known, tag) {
            response.status = .notModified
            response.body = .bytes([])
            response.headers[.contentType] = nil
        }
        return response
    }
}
