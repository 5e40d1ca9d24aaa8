public import HTTPTypes
internal import Swiftlet
internal import SwiftletJSON
internal import Synchronization

extension TestClient {
    /// Sends a request and receives the body of the response part by part, as the app writes it.
    ///
    /// The event is a function URL's, or a REST API's where that is the client's only shape, and the function is in stream
    /// mode. Redirects are not followed.
    ///
    /// - Parameters:
    ///   - method: the method.
    ///   - path: the path, percent-encoded, perhaps with a query behind it.
    ///   - query: names and values of the query, added to those in the path.
    ///   - headers: header fields, in place of the client's own of the same names.
    ///   - body: the body of the request.
    ///   - receive: called with each part; the app writes the next when it returns. An error it throws ends the stream, as a
    ///     client does that disconnects.
    /// - Returns: the response, with all of the body.
    /// - Throws: ``TestFailure`` if the client's only shape does not stream; ``FunctionFailure`` if the response is larger than
    ///   the 200 MB that the platform streams; what the app's stream or `receive` throws.
    public func stream(
        _ method: HTTPRequest.Method,
        _ path: String,
        query: KeyValuePairs<String, String> = [:],
        headers: HTTPFields = [:],
        body: TestBody? = nil,
        receive: @escaping @Sendable (_ part: [UInt8]) async throws -> Void
    ) async throws -> TestResponse {
        let request = withCookies(request(method, path, query: query, headers: headers, body: body))
        let shape = shapes.demandsAgreement ? HTTPEventShape.functionURL : shapes.shapes[0]
        var context = makeContext()
        context.streamsResponses = true
        let output = try await ServerErrors.rethrowing(if: raisesServerErrors) { [app] in
            try await app.respond(to: request.event(shape), context)
        }
        guard case .stream(let stream) = output else {
            throw TestFailure("\(method) \(path): a response to an event of the shape \(shape) is not streamed.")
        }
        let head = try shape.response(from: try JSONDocument(parsing: Array(stream.prelude.dropLast(8))).root)
        let received = ReceivedBody()
        let room = HTTPEventShape.maximumStreamSize - stream.prelude.count
        let write: BodyStream.Write = { part in
            guard received.append(part, upTo: room) else {
                throw FunctionFailure.responseTooLarge(HTTPEventShape.maximumStreamSize)
            }
            try await receive(part)
        }
        try await stream.body.forEach(write)
        cookies?.store(from: head.headers, path: request.request.path, at: clock.now())
        return TestResponse(status: head.status, headers: head.headers, body: received.bytes)
    }
}

/// The parts of a streamed body that were received so far.
private final class ReceivedBody: Sendable {
    private let kept = Mutex<[UInt8]>([])

    var bytes: [UInt8] { kept.withLock { $0 } }

    /// Adds a part.
    ///
    /// - Returns: whether there was room for it.
    func append(_ part: [UInt8], upTo limit: Int) -> Bool {
        kept.withLock { kept in
            guard kept.count + part.count <= limit else { return false }
            kept += part
            return true
        }
    }
}
