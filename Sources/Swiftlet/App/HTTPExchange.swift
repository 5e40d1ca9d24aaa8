import HTTPTypes
import SwiftletJSON

/// From an event that carries a request to the answer that carries the response.
enum HTTPExchange {
    /// Answers a request; one with a rejection was read but for its body, and is answered with that error.
    typealias Serve = (_ request: Request, _ context: Context, _ rejection: HTTPError?) async -> Response

    /// The content type by which the platform knows a streamed HTTP response from a stream of bytes.
    private static let streamedType = "application/vnd.awslambda.http-integration-response"

    /// Answers an event.
    ///
    /// - Throws: an error if the event is not JSON, or carries no HTTP request.
    static func respond(
        to event: [UInt8],
        _ context: Context,
        _ serve: Serve
    ) async throws -> HandlerOutput {
        let root = try JSONDocument(parsing: event).root
        return try await respond(to: root, shape: try HTTPEventShape.recognised(root), context, serve)
    }

    /// Answers an event of a known shape.
    ///
    /// - Throws: an error if the event lacks what its shape promises.
    static func respond(
        to event: JSONNode,
        shape: HTTPEventShape,
        options: HTTPEventOptions = HTTPEventOptions(),
        errors: ErrorResponder = ErrorResponder(),
        _ context: Context,
        _ serve: Serve
    ) async throws -> HandlerOutput {
        // The runtime has set it already, and to set it again costs a bit.
        guard Context.current?.isSame(as: context) == true else {
            return try await Context.$current.withValue(context) {
                try await respond(to: event, shape: shape, options: options, errors: errors, context, serve)
            }
        }
        let (request, rejection) = try read(event, shape, options)
        var response = await serve(request, context, rejection)
        if request.method == .head { response.body = .bytes([]) }
        let streams = context.streamsResponses && shape.streamsResponse(to: event)
        do {
            return try await output(response, to: request, options, streams: streams)
        } catch {
            // The response could not be made or sent as it is: it is too large, or its stream failed.
            let failed = await errors.response(to: error, request, context)
            return try await output(failed, to: request, options, streams: streams)
        }
    }

    /// Reads the request.
    ///
    /// A body that is too large or malformed is a mistake of the client's, which is answered through the app's middleware.
    private static func read(
        _ event: JSONNode,
        _ shape: HTTPEventShape,
        _ options: HTTPEventOptions
    ) throws(EventError) -> (request: Request, rejection: HTTPError?) {
        var request = try shape.requestHead(from: event, options: options)
        do {
            request.body = try shape.body(of: event, options)
            return (request, nil)
        } catch {
            switch error.code {
            case .bodyTooLarge: return (request, HTTPError(.contentTooLarge, error.message))
            case .invalidBase64: return (request, HTTPError(.badRequest, "The body is not valid base64."))
            default: throw error
            }
        }
    }

    /// Where the source of the event streams, every response leaves as a stream: without a prelude the platform would
    /// deliver it with status 200, and the JSON text as its body.
    private static func output(
        _ response: Response,
        to request: Request,
        _ options: HTTPEventOptions,
        streams: Bool
    ) async throws -> HandlerOutput {
        if streams {
            return .stream(
                StreamedOutput(
                    contentType: streamedType,
                    prelude: request.shape.prelude(of: response, for: request),
                    body: response.streamedBody(for: request)
                )
            )
        }
        guard case .stream(let body) = response.body else {
            return .bytes(try request.shape.write(response, for: request, options: options))
        }
        var collected = response
        collected.body = .bytes(try await body.collect())
        return .bytes(try request.shape.write(collected, for: request, options: options))
    }
}

extension Response {
    /// The body as a stream; empty where the status or the method has none.
    fileprivate func streamedBody(for request: Request) -> BodyStream {
        switch body {
        case .stream(let stream):
            stream
        case .bytes(let bytes):
            BodyStream { write in
                if !bytes.isEmpty, carriesBody(to: request.method) { try await write(bytes) }
            }
        }
    }
}
