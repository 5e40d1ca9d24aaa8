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

    /// Whether the source of an event of this shape supports response streaming: a function URL or a REST API.
    package func streamsResponse(to event: JSONNode) -> Bool {
        format.streamsResponse(to: event)
    }
}
