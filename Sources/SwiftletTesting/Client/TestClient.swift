public import HTTPTypes
public import Logging
public import Swiftlet
public import SwiftletJSON

/// Calls an app in this process: no server, no network.
///
/// ```swift
/// let client = TestClient(usersApp(settings), overriding: [currentUser: ada])
/// let reply = try await client.post("/users", json: ["email": "ada@example.com"])
/// try reply.expect(.created, json: ["id": "<integer>", "email": "ada@example.com"])
/// ```
///
/// Each request is made into the event that the platform would deliver, and the app's answer read as the platform would
/// read it: by default in every shape of event there is (see ``EventShapes/all``). It is a value: a copy with other
/// headers, another clock or another shape talks to the same app.
public struct TestClient: Sendable {
    /// In which shapes requests are sent.
    public var shapes: EventShapes
    /// Header fields that are sent with every request that has no field of that name.
    public var headers: HTTPFields
    /// The clock the app is told the time by.
    public var clock: WallClock
    /// Where the app's log goes: that of ``LogCapture/logger`` to look at it.
    public var logger: Logger
    /// The cookies that are sent, and taken from responses; `nil` for neither.
    public var cookies: CookieJar?
    /// Whether redirects are followed, at most 20 of them, as browsers do.
    public var followsRedirects: Bool
    /// Whether an unexpected error of the app is thrown to the test, where a client would receive a 500.
    public var raisesServerErrors: Bool
    /// The request id of the invocations.
    public var requestID = "00000000-0000-4000-8000-000000000000"

    let app: App

    /// Creates a client.
    ///
    /// - Parameters:
    ///   - app: the app. It starts with the first request; what it holds lasts until ``App/shutdown()``.
    ///   - overrides: what to put in the place of dependencies.
    ///   - shapes: in which shapes requests are sent.
    ///   - headers: header fields that are sent with every request.
    ///   - clock: the clock the app is told the time by, such as ``WallClock/fixed(_:)``.
    ///   - logger: where the app's log goes; by default nowhere.
    ///   - cookies: keeps cookies between requests.
    ///   - followsRedirects: whether redirects are followed, as with Starlette's `follow_redirects`.
    ///   - raisesServerErrors: whether unexpected errors of the app are thrown, as with Starlette's
    ///     `raise_server_exceptions`.
    public init(
        _ app: App,
        overriding overrides: Overrides? = nil,
        shapes: EventShapes = .all,
        headers: HTTPFields = [:],
        clock: WallClock = .system,
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        cookies: CookieJar? = nil,
        followsRedirects: Bool = false,
        raisesServerErrors: Bool = false
    ) {
        self.app = overrides.map { app.overriding($0) } ?? app
        self.shapes = shapes
        self.headers = headers
        self.clock = clock
        self.logger = logger
        self.cookies = cookies
        self.followsRedirects = followsRedirects
        self.raisesServerErrors = raisesServerErrors
    }

    /// Sends a request.
    ///
    /// - Parameters:
    ///   - method: the method.
    ///   - path: the path, percent-encoded, perhaps with a query behind it.
    ///   - query: names and values of the query, added to those in the path.
    ///   - headers: header fields, in place of the client's own of the same names.
    ///   - body: the body.
    /// - Returns: the response.
    /// - Throws: ``TestFailure`` if the shapes do not agree, the platform would reject the request or the response, or a
    ///   redirect leads to another host; an error of the app if it has no response.
    public func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        query: KeyValuePairs<String, String> = [:],
        headers: HTTPFields = [:],
        body: TestBody? = nil
    ) async throws -> TestResponse {
        try await followed(request(method, path, query: query, headers: headers, body: body))
    }

    /// Sends a request.
    ///
    /// - Throws: what ``send(_:_:query:headers:body:)`` throws.
    public func send(_ request: Request) async throws -> TestResponse {
        try await followed(TestRequest(request))
    }

    /// Sends a request once, with the jar's cookies.
    func exchange(_ request: TestRequest) async throws -> TestResponse {
        let exchange = ShapeExchange(
            app,
            request: withCookies(request),
            context: makeContext(),
            raisesServerErrors: raisesServerErrors
        )
        let response =
            shapes.demandsAgreement
            ? try await exchange.agreedResponse(in: shapes.shapes) : try await exchange.response(in: shapes.shapes[0])
        cookies?.store(from: response.headers, path: request.request.path, at: clock.now())
        return response
    }

    /// The request with the jar's cookies.
    func withCookies(_ request: TestRequest) -> TestRequest {
        var request = request
        cookies?.apply(to: &request.request.headers, path: request.request.path, at: clock.now())
        return request
    }

    /// Sends an event of any kind, such as a queue's messages.
    ///
    /// - Parameters:
    ///   - event: the event.
    ///   - handler: the handler that answers, by its name; `nil` for the whole app.
    /// - Returns: the answer.
    /// - Throws: ``FunctionFailure`` if the event or the answer is larger than the platform accepts; what the handler throws.
    public func invoke(_ event: JSON, handler: String? = nil) async throws -> JSON {
        let handler = try handler.map { try app.handler(named: $0) } ?? app
        let (bytes, limit) = (event.bytes, HTTPEventShape.maximumEventSize)
        guard bytes.count <= limit else { throw FunctionFailure.eventTooLarge(bytes.count, limit: limit) }
        let response = try await handler(bytes, makeContext())
        guard response.count <= limit else { throw FunctionFailure.responseTooLarge(limit) }
        return try JSON(parsing: response)
    }

    func makeContext() -> Context {
        Context(requestID: requestID, logger: logger, clock: clock)
    }

    func request(
        _ method: HTTPRequest.Method,
        _ path: String,
        query: KeyValuePairs<String, String>,
        headers: HTTPFields,
        body: TestBody?
    ) -> TestRequest {
        let parts = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var rawQuery = parts.count > 1 ? String(parts[1]) : ""
        let added = QueryString.write(query.map { QueryItem($0, $1) })
        if !added.isEmpty { rawQuery += rawQuery.isEmpty ? added : "&" + added }
        let items = QueryString.parse(rawQuery)
        var request = Request(method: method, path: String(parts[0]), query: items, headers: headers)
        for field in self.headers where !headers.contains(field.name) {
            request.headers.append(field)
        }
        if let body {
            request.body = body.bytes
            if let type = body.contentType, !headers.contains(.contentType) { request.headers[.contentType] = type }
        }
        return TestRequest(request, rawQuery: rawQuery)
    }
}

extension HTTPFields {
    func contains(_ name: HTTPField.Name) -> Bool { self[name] != nil }
}
