import HTTPTypes
import SwiftletJSON

/// Decodes an HTTP event to a request, and encodes the response.
enum HTTPExchange {
    /// Handles a request.
    ///
    /// A rejection is an error in decoding the request, which determines the response.
    typealias Serve = (
        _ request: Request, _ context: Context, _ rejection: HTTPError?, _ exchange: Exchange?
    ) async -> Response

    /// Responds to an event.
    ///
    /// - Throws: An error if the event is not JSON or not an HTTP request.
    static func respond(
        to event: [UInt8],
        context: Context,
        serve: Serve
    ) async throws -> HandlerOutput {
        let event = try LenientEvent(parsing: event)
        let shape = try HTTPEventShape(recognizing: event.root)
        return try await respond(to: event, shape: shape, context: context, serve: serve)
    }

    /// Responds to an event of a known shape.
    ///
    /// `hasMiddleware` is `true` if middleware may replace the response.
    ///
    /// - Throws: An error if a required member of the event is missing.
    static func respond(
        to event: LenientEvent,
        shape: HTTPEventShape,
        options: HTTPEventOptions = HTTPEventOptions(),
        errors: ErrorResponder = ErrorResponder(),
        hasMiddleware: Bool = false,
        context: Context,
        serve: Serve
    ) async throws -> HandlerOutput {
        // Setting the task-local again costs time, and the runtime has set it already.
        guard Context.current?.sharesStorage(with: context) == true else {
            return try await Context.$current.withValue(context) {
                try await respond(
                    to: event,
                    shape: shape,
                    options: options,
                    errors: errors,
                    hasMiddleware: hasMiddleware,
                    context: context,
                    serve: serve
                )
            }
        }
        let (request, unreadable) = try read(event.root, shape: shape, options: options)
        let rejection = event.rejection ?? unreadable
        let streams = context.streamsResponses && shape.streamsResponse(to: event.root)
        let exchange = hasMiddleware ? Exchange(collectsStreams: !streams) : nil
        var response = await serve(request, context, rejection, exchange)
        if let exchange { response = await exchange.finish(response, to: request, context: context) }
        if request.method == .head { response.body = .bytes([]) }
        do {
            let output = try await output(response, to: request, options, streams: streams)
            await exchange?.complete()
            return output
        } catch {
            // The response is too large, or its stream failed.
            let failed = await errors.response(to: error, for: request, context: context)
            await exchange?.complete(replacement: failed)
            let complete = failed.replacing(response)
            if let output = try? await output(complete, to: request, options, streams: streams) { return output }
            return try await output(failed, to: request, options, streams: streams)
        }
    }

    /// Decodes the request.
    ///
    /// A body that is too large or malformed is a client error, whose response passes through the app's middleware.
    private static func read(
        _ event: JSONNode,
        shape: HTTPEventShape,
        options: HTTPEventOptions
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

    /// Encodes the response.
    ///
    /// If the event's source supports streaming, every response is streamed: without a prelude the platform would deliver it
    /// with status 200 and the JSON text as its body.
    private static func output(
        _ response: Response,
        to request: Request,
        _ options: HTTPEventOptions,
        streams: Bool
    ) async throws -> HandlerOutput {
        if streams {
            return .stream(
                StreamedOutput(
                    contentType: StreamedOutput.httpContentType,
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
    /// Header fields that describe a response's content or its caching, and so do not apply to a replacement
    /// (RFC 9110, section 8; RFC 9111, section 5).
    private static let contentFields: Set<String> = [
        "accept-ranges", "age", "cache-control", "content-digest", "content-disposition", "content-encoding",
        "content-language", "content-length", "content-location", "content-md5", "content-range", "content-type",
        "digest",
        "etag", "expires", "last-modified", "link", "location", "repr-digest", "set-cookie", "trailer",
    ]

    /// Returns this response as a replacement for one that middleware has processed: it keeps the fields of the other
    /// response that do not describe its content, and the `Vary` names of both.
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

    /// Merges two `Vary` fields without duplicates.
    private static func merged(_ first: String?, _ second: String?) -> String? {
        guard let first, let second else { return first ?? second }
        var names: [Substring] = []
        for part in first.utf8.split(separator: UInt8(ascii: ",")) + second.utf8.split(separator: UInt8(ascii: ",")) {
            let name = Substring(part).trimmed
            if !names.contains(where: { $0.lowercased().utf8Equals(name.lowercased()) }) { names.append(name) }
        }
        return names.joined(separator: ", ")
    }

    /// The body as a stream; empty if the status or the method allows no body.
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
