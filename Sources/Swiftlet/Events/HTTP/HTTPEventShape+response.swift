import HTTPTypes
import SwiftletJSON

extension HTTPEventShape {
    /// Encodes a response in the format of this event shape.
    ///
    /// - Parameters:
    ///   - response: The response, whose body must not be a stream.
    ///   - request: The request.
    ///   - options: The options, which list additional text content types.
    /// - Returns: The JSON text.
    /// - Throws: ``EventError`` with the code `responseTooLarge` if the text exceeds the platform's size limit, and with
    ///   `invalidValue` if the body is a stream.
    package func write(
        _ response: Response,
        for request: Request,
        options: HTTPEventOptions = HTTPEventOptions()
    ) throws(EventError) -> [UInt8] {
        var body: [UInt8] = []
        if response.carriesBody(to: request.method) {
            guard case .bytes(let bytes) = response.body else {
                throw .invalidValue("body", expected: "collected before the response is written")
            }
            body = bytes
        }
        // Encoding only makes the body longer.
        guard body.count <= maximumResponseSize else { throw tooLarge(body.count) }

        var writer = JSONWriter(reserving: body.count + body.count / 8 + 512)
        writer.beginObject()
        let isText = writeHead(of: response, options.textTypes, to: &writer)
        EventBody.write(body, isText: isText, to: &writer)
        writer.endObject()
        guard writer.count <= maximumResponseSize else { throw tooLarge(writer.count) }
        return writer.finish()
    }

    private func tooLarge(_ size: Int) -> EventError {
        let message = "The response size of \(size) bytes exceeds the platform's limit of \(maximumResponseSize) bytes."
        return EventError(.responseTooLarge, message)
    }

    /// Writes the status and the header fields.
    ///
    /// - Returns: Whether the body is text according to the header fields, provided that it is UTF-8.
    func writeHead(of response: Response, _ textTypes: Set<String>, to writer: inout JSONWriter) -> Bool {
        writer.key("statusCode")
        writer.int(response.status.code)
        if format.hasStatusDescription {
            writer.key("statusDescription")
            writer.string("\(response.status.code) \(response.status.phrase)")
        }
        let fields = ResponseFields(response, textTypes: textTypes)
        format.write(fields, to: &writer)
        return fields.isText
    }
}
