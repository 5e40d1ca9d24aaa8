public import HTTPTypes
public import Logging
public import Swiftlet
import SwiftletFixtures
public import SwiftletJSON
public import Testing

/// A client that calls an app in process, without a server.
///
/// ```swift
/// let client = TestClient(usersApp(settings), overriding: [.override(currentUser, with: ada)])
/// try await client.get("/api/v1/users/999").expect(.notFound, json: ["detail": "User not found"])
/// try await client.post("/api/v1/users", json: ["email": "grace@example.com"])
///     .expect(.unprocessableContent)
/// ```
///
/// Each request is converted to the event that AWS would deliver, and the response is parsed as AWS would, by default in every
/// event shape (see ``EventShapes/all``). The client is a value: a copy with other headers, another clock or another shape
/// uses the same app.
public struct TestClient: Sendable {
    /// The event shapes in which requests are sent.
    public var shapes: EventShapes
    /// Default header fields; a request's fields with the same names override them.
    public var headers: HTTPFields
    /// The app's clock.
    public var clock: WallClock
    /// The app's logger; use `LogCapture.logger` to inspect the log.
    public var logger: Logger
    /// The cookie jar; `nil` to ignore cookies.
    public var cookies: CookieJar?
    /// Whether redirects are followed, up to 20 like in browsers.
    public var followsRedirects: Bool
    /// Whether unexpected errors of the app are thrown instead of returned as a 500 response.
    public var raisesServerErrors: Bool
    /// The request id of the invocations.
    public var requestID = "00000000-0000-4000-8000-000000000000"
    /// The facts about the function in the context of the invocations.
    public var function = FunctionInfo.local

    let app: App

    /// Creates a client.
    ///
    /// - Parameters:
    ///   - app: The app. It starts with the first request; its resources are kept until ``App/shutdown()``.
    ///   - overrides: Replacements for dependencies.
    ///   - shapes: The event shapes in which requests are sent.
    ///   - headers: Default header fields.
    ///   - clock: The app's clock, such as ``WallClock/fixed(_:)``.
    ///   - logger: The app's logger; the log is discarded by default.
    ///   - cookies: The cookie jar.
    ///   - followsRedirects: Whether redirects are followed, like Starlette's `follow_redirects`.
    ///   - raisesServerErrors: Whether unexpected errors of the app are thrown, like Starlette's `raise_server_exceptions`.
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
    ///   - method: The request method.
    ///   - path: The percent-encoded path, optionally with a query.
    ///   - query: Query items, appended to those in the path.
    ///   - headers: Header fields, which replace the default fields with the same names.
    ///   - body: The request body.
    ///   - sourceLocation: The location at which an issue is recorded.
    /// - Returns: The response.
    /// - Throws: An error after recording an issue, if the responses of the shapes differ, AWS would reject the request or the
    ///   response, or a redirect leads to another host; an error of the app if it cannot respond.
    public func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        query: KeyValuePairs<String, String> = [:],
        headers: HTTPFields = [:],
        body: TestBody? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> TestResponse {
        let request = request(method, path, query: query, headers: headers, body: body)
        return try await require(at: sourceLocation) { try await followed(request) }
    }

    /// Sends a request.
    ///
    /// - Throws: The errors of ``send(_:_:query:headers:body:sourceLocation:)``.
    public func send(
        _ request: Request,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> TestResponse {
        try await require(at: sourceLocation) { try await followed(TestRequest(request)) }
    }

    /// Sends a request without following redirects, and updates the cookie jar.
    func exchange(_ request: TestRequest) async throws -> TestResponse {
        let exchange = ShapeExchange(
            app,
            request: withCookies(request),
            context: makeContext(),
            raisesServerErrors: raisesServerErrors
        )
        let response =
            shapes.requiresEqualResponses
            ? try await exchange.agreedResponse(in: shapes.shapes) : try await exchange.response(in: shapes.shapes[0])
        cookies?.store(from: response.headers, path: request.request.path, at: clock.now())
        return response
    }

    /// Returns the request with the cookies of the jar.
    func withCookies(_ request: TestRequest) -> TestRequest {
        var request = request
        cookies?.apply(to: &request.request.headers, path: request.request.path, at: clock.now())
        return request
    }

    /// Sends an event of any type, such as SQS messages.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - handler: The name of the handler; `nil` for the whole app.
    /// - Returns: The response.
    /// - Throws: `FunctionFailure` if the event or the response exceeds Lambda's limit of 6 MB; the handler's error.
    public func invoke(_ event: JSON, handler: String? = nil) async throws -> JSON {
        let handler = try handler.map { try app.handler(named: $0) } ?? app
        let (bytes, limit) = (event.bytes, HTTPEventShape.maximumEventSize)
        guard bytes.count <= limit else { throw FunctionFailure.eventTooLarge(bytes.count, limit: limit) }
        let response = try await handler(bytes, context: makeContext())
        guard response.count <= limit else { throw FunctionFailure.responseTooLarge(limit) }
        return try JSON(parsing: response)
    }

    func makeContext() -> Context {
        var context = Context(requestID: requestID, logger: logger, clock: clock)
        context.function = function
        return context
    }

    func request(
        _ method: HTTPRequest.Method,
        _ path: String,
        query: KeyValuePairs<String, String>,
        headers: HTTPFields,
        body: TestBody?
    ) -> TestRequest {
        var all = headers
        for field in self.headers where !headers.contains(field.name) {
            all.append(field)
        }
        return TestRequest(method, path, query: query, headers: all, body: body)
    }
}

extension HTTPFields {
    func contains(_ name: HTTPField.Name) -> Bool { self[name] != nil }
}
