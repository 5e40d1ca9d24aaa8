package import SwiftletJSON

extension HTTPEventShape {
    /// Encodes the prelude of a streamed response: a JSON object followed by eight NUL bytes.
    ///
    /// The format is defined by
    /// [Lambda's response streaming](https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html).
    package func prelude(of response: Response, for request: Request) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        _ = writeHead(of: response, [], to: &writer)
        writer.endObject()
        return writer.finish() + [UInt8](repeating: 0, count: 8)
    }

    /// Encodes a response as a stream with a prelude.
    ///
    /// If the event's source supports streaming, every response is streamed: without a prelude the platform would deliver it
    /// with status 200 and the JSON text as its body.
    func stream(_ response: Response, for request: Request) -> StreamedOutput {
        StreamedOutput(
            contentType: StreamedOutput.httpContentType,
            prelude: prelude(of: response, for: request),
            body: response.streamedBody(for: request)
        )
    }

    /// Whether the source of an event of this shape supports response streaming: a function URL or a REST API.
    package func streamsResponse(to event: JSONNode) -> Bool {
        format.streamsResponse(to: event)
    }
}
