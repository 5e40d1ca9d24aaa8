public import HTTPTypes
import Swiftlet
import SwiftletFixtures
import SwiftletJSON
import Synchronization

extension TestClient {
    /// Sends a request and receives the response body chunk by chunk as the app writes it.
    ///
    /// The event is that of a function URL, or of a REST API if that is the client's only shape, with response streaming
    /// enabled. Redirects are not followed.
    ///
    /// - Parameters:
    ///   - method: The request method.
    ///   - path: The percent-encoded path, optionally with a query.
    ///   - query: Query items, appended to those in the path.
    ///   - headers: Header fields, which replace the client's default fields with the same names.
    ///   - body: The request body.
    ///   - receive: Called with each chunk; the app writes the next one when it returns. If it throws, the stream ends as if
    ///     the client had disconnected.
    /// - Returns: The response with the whole body.
    /// - Throws: ``TestFailure`` if the client's only shape does not support streaming; ``FunctionFailure`` if the response
    ///   exceeds Lambda's limit of 200 MB for streams; an error of the app's stream or of `receive`.
    public func stream(
        _ method: HTTPRequest.Method,
        _ path: String,
        query: KeyValuePairs<String, String> = [:],
        headers: HTTPFields = [:],
        body: TestBody? = nil,
        receive: @escaping @Sendable (_ part: [UInt8]) async throws -> Void
    ) async throws -> TestResponse {
        let request = withCookies(request(method, path, query: query, headers: headers, body: body))
        let shape = shapes.requiresEqualResponses ? HTTPEventShape.functionURL : shapes.shapes[0]
        var context = makeContext()
        context.streamsResponses = true
        let output = try await ServerErrors.rethrowing(if: raisesServerErrors) { [app] in
            try await app.respond(to: request.event(shape), context: context)
        }
        guard case .stream(let stream) = output else {
            throw TestFailure("\(method) \(path): the event shape \(shape) does not support streaming.")
        }
        let head = try shape.response(from: try JSONDocument(parsing: Array(stream.prelude.dropLast(8))).root)
        let received = ReceivedBody()
        let limit = HTTPEventShape.maximumStreamSize - stream.prelude.count
        let write: BodyStream.Write = { part in
            guard received.append(part, upTo: limit) else {
                throw FunctionFailure.responseTooLarge(HTTPEventShape.maximumStreamSize)
            }
            try await receive(part)
        }
        try await stream.body.forEach(write)
        cookies?.store(from: head.headers, path: request.request.path, at: clock.now())
        return TestResponse(status: head.status, headers: head.headers, body: received.bytes)
    }
}

/// The chunks received so far.
private final class ReceivedBody: Sendable {
    private let kept = Mutex<[UInt8]>([])

    var bytes: [UInt8] { kept.withLock { $0 } }

    /// Appends a chunk unless the body would exceed the limit.
    ///
    /// - Returns: Whether the chunk was appended.
    func append(_ part: [UInt8], upTo limit: Int) -> Bool {
        kept.withLock { kept in
            guard kept.count + part.count <= limit else { return false }
            kept += part
            return true
        }
    }
}
