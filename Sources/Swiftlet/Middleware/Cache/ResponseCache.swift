import FoundationEssentials
public import HTTPTypes
import SwiftletJSON

/// Caches responses to GET requests in memory while they are fresh, as a shared cache
/// ([RFC 9111](https://www.rfc-editor.org/rfc/rfc9111)).
///
/// ```swift
/// let cachedAPI = App(title: "Prices", version: "1.0.0") {
///     CORS(allowing: .any)
///     ResponseCache(maximumBytes: 16 << 20)
///     EntityTag()
///     countdown
/// }
/// ```
///
/// A response is stored if its status is 200 and its `Cache-Control` has `max-age` or `s-maxage`, but not with `no-store`,
/// `no-cache` or `private`, with `Set-Cookie` or with `Vary: *`. A stream is not stored if the platform streams responses.
///
/// The cache runs before the guards of a route, so a client can receive a cached response without passing a guard. Therefore
/// a response to a request with credentials is stored, and such a request is served from the cache, only if the response
/// is `public`. Credentials are an `Authorization`, `Cookie` or `X-API-Key` field, a field in `credentialFields`, and the
/// result of a platform authorizer. A response of a route with guards or a security scheme is also stored only if it is
/// `public`. If an endpoint reads credentials from another field, add that field to `credentialFields`.
///
/// The cache key consists of the scheme, the host, the path, the query, and the fields listed in `Vary`. A request with a
/// body, or with `Cache-Control: no-cache` or `no-store`, is not served from the cache. A successful request with an unsafe
/// method, such as PUT, invalidates the responses of its URL
/// ([RFC 9111, section 4.4](https://www.rfc-editor.org/rfc/rfc9111#section-4.4)). A cached response has an `Age`, which
/// includes its age according to the `Age` and `Date` that it was received with
/// ([section 4.2.3](https://www.rfc-editor.org/rfc/rfc9111#section-4.2.3)), and is 304 for a client that has its `ETag`.
///
/// Concurrent requests without credentials for the same response are coalesced: one of them runs, and the others wait for its
/// response for at most 5 seconds. If the response is not stored, or not in time, the others run too. Later requests do not
/// wait for a response that was not stored or that is overdue.
///
/// List it after middleware that must process every request, such as ``RequestLog``, ``CORS``, ``SecurityHeaders`` and rate
/// limits, and before middleware whose work can be skipped, such as ``EntityTag`` and compression. Each process has its own
/// cache, which evicts the least recently used responses. If an app and its routes have the same cache, only that of the app
/// handles the request.
public struct ResponseCache: Middleware {
    let coalescing: RequestCoalescing
    private let storage: ResponseStorage
    private let credentialFields: [HTTPField.Name]
    private let now: @Sendable () -> ContinuousClock.Instant

    /// A request that a cache runs because it has no response.
    private struct Run {
        let cache: ObjectIdentifier
        let url: UTF8Key
    }

    /// The runs that the current task is part of, outermost first.
    @TaskLocal private static var runs: [Run] = []

    /// Creates the middleware.
    ///
    /// - Parameters:
    ///   - maximumBytes: The approximate memory limit for stored bodies and header fields; a larger response is not stored.
    ///   - maximumEntries: The maximum number of stored responses, at least 1.
    ///   - credentialFields: Header fields with credentials, in addition to `Authorization`, `Cookie` and `X-API-Key`.
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

    /// Serves the request from the cache, or stores its response.
    public func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        guard request.method == .get, request.body.isEmpty else {
            let response = try await next(request, context)
            if Self.invalidates(request, response) {
                storage.invalidateResponses(to: request)
                coalescing.invalidate(request)
            }
            return response
        }
        let requestControl = CacheControl(request.header(.cacheControl))
        guard !requestControl.noStore, !isRunning(request) else { return try await next(request, context) }
        let hasCredentials = request.hasCredentials(in: credentialFields)
        if !requestControl.noCache, let response = stored(for: request, hasCredentials: hasCredentials) {
            return response
        }
        // A request with credentials usually gets a response of its own.
        guard !requestControl.noCache, !hasCredentials else {
            return try await run(request, context: context, hasCredentials: hasCredentials, next: next).response
        }
        let role = await coalescing.role(for: request)
        if case .follower = role, let response = stored(for: request, hasCredentials: false) { return response }
        var isStored = false
        defer { coalescing.finish(role, for: request, isStored: isStored) }
        let result = try await run(request, context: context, hasCredentials: false, next: next)
        isStored = result.isStored
        return result.response
    }

    /// Runs the inner middleware and the endpoint, and stores the response if it may be stored.
    private func run(
        _ request: Request,
        context: Context,
        hasCredentials: Bool,
        next: Next
    ) async throws -> (response: Response, isStored: Bool) {
        // The age counts from the request, because the response may be created at any time after it.
        let time = now()
        let invalidationCount = storage.invalidationCount
        let run = Run(cache: ObjectIdentifier(storage), url: ResponseStorage.url(of: request))
        let response = try await Self.$runs.withValue(Self.runs + [run]) { try await next(request, context) }
        let isRestricted = hasCredentials || context.currentExchange?.isGuarded == true
        let age = Self.age(of: response, context: context)
        guard let lifetime = Self.lifetime(of: response, isRestricted: isRestricted), lifetime > age else {
            return (response, false)
        }
        let isStored = storage.store(
            response,
            to: request,
            startedAfter: invalidationCount,
            receivedAt: time,
            age: age,
            for: lifetime
        )
        return (response, isStored)
    }

    /// Returns whether this cache already runs the request in an outer group, where it would wait for itself.
    private func isRunning(_ request: Request) -> Bool {
        guard !Self.runs.isEmpty else { return false }
        let url = ResponseStorage.url(of: request)
        return Self.runs.contains { $0.cache == ObjectIdentifier(storage) && $0.url == url }
    }

    /// Returns a stored fresh response with its current age.
    private func stored(for request: Request, hasCredentials: Bool) -> Response? {
        let time = now()
        return storage.response(to: request, hasCredentials: hasCredentials, at: time)
            .map { Self.response($0, to: request, at: time) }
    }

    /// Returns the age of a response on receipt: its `Age` from other caches or the time since its `Date`, whichever is larger.
    private static func age(of response: Response, context: Context) -> Duration {
        // Only the first of several values is used, and invalid values are ignored (RFC 9111, section 5.1).
        let first = response.headers[.age]?.utf8.split(separator: UInt8(ascii: ",")).first.map { Substring($0).trimmed }
        var seconds = 0
        if let first, !first.isEmpty, first.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) {
            seconds = Int(first) ?? .max
        }
        if let date = response.headers[.date].flatMap(HTTPDate.parse) {
            seconds = max(seconds, Int(context.clock.now().timeIntervalSince1970) - date)
        }
        return .seconds(min(seconds, maximumSeconds))
    }

    /// The maximum lifetime and age, one year; RFC 9111, section 1.2.2 permits a maximum.
    private static let maximumSeconds = 31_536_000

    /// Whether a request with an unsafe method (RFC 9110, section 9.2.1) has succeeded.
    private static func invalidates(_ request: Request, _ response: Response) -> Bool {
        let safeMethods: [HTTPRequest.Method] = [.get, .head, .options, .trace]
        return !safeMethods.contains(request.method) && (200..<400).contains(response.status.code)
    }

    /// Returns the freshness lifetime of a response, or `nil` if it must not be stored.
    private static func lifetime(of response: Response, isRestricted: Bool) -> Duration? {
        guard response.status == .ok, response.error == nil, case .bytes = response.body else { return nil }
        let control = CacheControl(response.headers[.cacheControl])
        guard !control.noStore, !control.noCache, !control.isPrivate, let seconds = control.maxAge, seconds > 0,
            response.headers[.setCookie] == nil, !isRestricted || control.isPublic,
            response.headers[.vary]?.utf8.contains(UInt8(ascii: "*")) != true
        else { return nil }
        return .seconds(min(seconds, maximumSeconds))
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
