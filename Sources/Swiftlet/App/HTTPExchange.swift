import HTTPTypes
import SwiftletJSON

/// From an event that carries a request to the answer that carries the response.
enum HTTPExchange {
    /// Serves a request.
    ///
    /// One with a rejection could not be read completely, and the response is that error.
    typealias Serve = (
        _ request: Request, _ context: Context, _ rejection: HTTPError?, _ exchange: Exchange?
    ) async -> Response

    /// The content type by which the platform knows a streamed HTTP response from a stream of bytes.
    private static let streamedType = "application/vnd.awslambda.http-integration-response"

    /// Responds to an event.
    ///
    /// - Throws: an error if the event is not JSON, or carries no HTTP request.
    static func respond(
        to event: [UInt8],
        _ context: Context,
        _ serve: Serve
    ) async throws -> HandlerOutput {
        let event = try LenientEvent(parsing: event)
        let shape = try HTTPEventShape.recognised(event.root)
        return try await respond(to: event, shape: shape, context, serve)
    }

    /// Responds to an event of a known shape.
    ///
    /// `hasMiddleware` says whether the response may be another than the one that was made for the request.
    ///
    /// - Throws: an error if the event lacks what its shape promises.
    static func respond(
        to event: LenientEvent,
        shape: HTTPEventShape,
        options: HTTPEventOptions = HTTPEventOptions(),
        errors: ErrorResponder = ErrorResponder(),
        hasMiddleware: Bool = false,
        _ context: Context,
        _ serve: Serve
    ) async throws -> HandlerOutput {
        // The runtime has set it already, and to set it again costs a bit.
        guard Context.current?.isSame(as: context) == true else {
            return try await Context.$current.withValue(context) {
                try await respond(
                    to: event,
                    shape: shape,
                    options: options,
                    errors: errors,
                    hasMiddleware: hasMiddleware,
                    context,
                    serve
                )
            }
        }
        let (request, unreadable) = try read(event.root, shape, options)
        let rejection = event.rejection ?? unreadable
        let streams = context.streamsResponses && shape.streamsResponse(to: event.root)
        let exchange = hasMiddleware ? Exchange(collectsStreams: !streams) : nil
        var response = await serve(request, context, rejection, exchange)
        if let exchange { response = await exchange.finish(response, to: request, context) }
        if request.method == .head { response.body = .bytes([]) }
        do {
            let output = try await output(response, to: request, options, streams: streams)
            await exchange?.complete()
            return output
        } catch {
            // The response could not be made or sent as it is: it is too large, or its stream failed.
            let failed = await errors.response(to: error, request, context)
            await exchange?.complete(replacement: failed)
            let complete = failed.replacing(response)
            if let output = try? await output(complete, to: request, options, streams: streams) { return output }
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
        request.textTypes = options.textTypes
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
    /// Header fields that describe the content of a response or how long it may be kept, and not the one in its place
    /// (RFC 9110, section 8; RFC 9111, section 5).
    private static let contentFields: Set<String> = [
        "accept-ranges", "age", "cache-control", "content-digest", "content-disposition", "content-encoding",
        "content-language", "content-length", "content-location", "content-md5", "content-range", "content-type",
        "digest",
        "etag", "expires", "last-modified", "link", "location", "repr-digest", "set-cookie", "trailer",
    ]

    /// The response in place of one that middleware has completed: with those fields of the other one, from middleware or
    /// from the endpoint, that do not describe its content, and with the names in `Vary` of both.
    fileprivate func replacing(_ other: Response) -> Response {
        var response = self
        for field in other.headers
        where !Self.contentFields.contains(field.name.canonicalName) && !headers.contains(field.name) {
            response.headers.append(field)
        }
        response.headers[.vary] = Self.merged(headers[.vary], other.headers[.vary])
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }

    /// The names of two `Vary` fields, each once.
    private static func merged(_ first: String?, _ second: String?) -> String? {
        guard let first, let second else { return first ?? second }
        var names: [Substring] = []
        for part in first.utf8.split(separator: UInt8(ascii: ",")) + second.utf8.split(separator: UInt8(ascii: ",")) {
            let name = Substring(part).trimmed
            if !names.contains(where: { $0.lowercased().utf8Equals(name.lowercased()) }) { names.append(name) }
        }
        return names.joined(separator: ", ")
    }

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
