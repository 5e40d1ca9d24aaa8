public import HTTPTypes
public import Swiftlet
import SwiftletFixtures
import SwiftletJSON
public import Testing

/// An HTTP event as the platform delivers it, for tests that call an endpoint or another handler as a function.
///
/// ```swift
/// let event = TestEvent(.get, "/users/999")
/// let overrides: Overrides = [.override(currentUser, with: ada), .override(UsersAPI.settings, with: settings)]
///
/// let output = try await getUser(event.bytes, overriding: overrides)
///
/// #expect(try event.response(from: output).status == .notFound)
/// ```
public struct TestEvent: Sendable {
    /// The shape of the event.
    public let shape: HTTPEventShape
    /// The JSON text of the event.
    public let bytes: [UInt8]

    /// Creates an event.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - path: The path, percent-encoded, optionally followed by `?` and a query.
    ///   - query: Names and values to add to the query in the path.
    ///   - headers: The header fields.
    ///   - body: The body.
    ///   - shape: The shape of the event.
    public init(
        _ method: HTTPRequest.Method,
        _ path: String,
        query: KeyValuePairs<String, String> = [:],
        headers: HTTPFields = [:],
        body: TestBody? = nil,
        shape: HTTPEventShape = .httpAPI
    ) {
        self.shape = shape
        self.bytes = TestRequest(method, path, query: query, headers: headers, body: body).event(shape)
    }

    /// Decodes a handler's output as the platform does.
    ///
    /// - Parameters:
    ///   - output: The output of a handler called with ``bytes``.
    ///   - sourceLocation: The location at which an issue is recorded.
    /// - Returns: The response that the client receives.
    /// - Throws: An error after recording an issue, if the platform would reject the output.
    public func response(
        from output: [UInt8],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> TestResponse {
        try require(at: sourceLocation) {
            do {
                return try TestResponse(shape.response(from: JSONDocument(parsing: output).root))
            } catch {
                throw TestFailure("The platform would reject the output as the response to \(shape): \(error)")
            }
        }
    }
}

extension TestResponse {
    /// Creates a response from one whose body is complete.
    init(_ response: Response) {
        var body: [UInt8] = []
        if case .bytes(let bytes) = response.body { body = bytes }
        self.init(status: response.status, headers: response.headers, body: body)
    }
}
