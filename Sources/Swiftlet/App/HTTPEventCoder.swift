import HTTPTypes
import SwiftletJSON

/// Decodes HTTP events to requests, and encodes responses.
enum HTTPEventCoder {
    /// Decodes the request.
    ///
    /// - Returns: The request, and the error response if its body is too large or malformed. That response passes through the
    ///   app's middleware.
    /// - Throws: An error if a required member of the event is missing.
    static func decode(
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

    /// Encodes a buffered response.
    ///
    /// - Throws: An error if the response is too large for the event's source.
    static func encode(_ response: Response, to request: Request, options: HTTPEventOptions) throws -> [UInt8] {
        try request.shape.write(response, for: request, options: options)
    }

    /// Encodes a response as a stream with a prelude.
    ///
    /// If the event's source supports streaming, every response is streamed: without a prelude the platform would deliver it
    /// with status 200 and the JSON text as its body.
    static func encodeStream(_ response: Response, to request: Request) -> HandlerOutput {
        .stream(
            StreamedOutput(
                contentType: StreamedOutput.httpContentType,
                prelude: request.shape.prelude(of: response, for: request),
                body: response.streamedBody(for: request)
            )
        )
    }
}
