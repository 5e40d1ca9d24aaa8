import HTTPTypes
import SwiftletJSON

extension HTTPEventShape {
    /// Writes a response in the form that events of this shape are answered with.
    ///
    /// - Parameters:
    ///   - response: the response; its body is all there.
    ///   - request: the request it answers.
    ///   - options: what content types are text.
    /// - Returns: the JSON text.
    /// - Throws: ``EventError`` with the code `responseTooLarge` if the text is longer than the platform takes, and with
    ///   `invalidValue` if the body is a stream that has not been collected.
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
        // Base64 and escapes only make it longer.
        guard body.count <= maximumResponseSize else { throw tooLarge(body.count) }

        var writer = JSONWriter(reserving: body.count + body.count / 8 + 512)
        writer.beginObject()
        let isText = writeHead(of: response, options.textTypes, to: &writer)
        writeBody(body, isText: isText, to: &writer)
        writer.endObject()
        guard writer.count <= maximumResponseSize else { throw tooLarge(writer.count) }
        return writer.finish()
    }

    /// Writes what precedes the body of a streamed response: a JSON object and eight NUL bytes.
    ///
    /// The form is that of
    /// [Lambda's response streaming](https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html).
    package func prelude(of response: Response, for request: Request) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        _ = writeHead(of: response, [], to: &writer)
        writer.endObject()
        return writer.finish() + [UInt8](repeating: 0, count: 8)
    }

    private func tooLarge(_ size: Int) -> EventError {
        let message = "The response is \(size) bytes long, but the platform takes at most \(maximumResponseSize)."
        return EventError(.responseTooLarge, message)
    }

    /// Writes the status and the header fields.
    ///
    /// - Returns: whether a body is text by its type, if it is UTF-8.
    private func writeHead(of response: Response, _ textTypes: Set<String>, to writer: inout JSONWriter) -> Bool {
        writer.key("statusCode")
        writer.int(response.status.code)
        if hasStatusDescription {
            writer.key("statusDescription")
            writer.string("\(response.status.code) \(response.status.phrase)")
        }
        let fields = ResponseFields(response, textTypes: textTypes)
        switch kind {
        case .httpAPI, .functionURL:
            fields.write(joined: "headers", to: &writer)
            fields.writeCookies(to: &writer)
        case .restAPI:
            fields.write(single: "headers", repeated: "multiValueHeaders", to: &writer)
        case .loadBalancerMultiValue:
            fields.write(all: "multiValueHeaders", to: &writer)
        case .loadBalancer, .lattice, .latticeV1:
            fields.write(joinedWithCookies: "headers", to: &writer)
        }
        return fields.isText
    }

    private var hasStatusDescription: Bool {
        switch kind {
        case .loadBalancer, .loadBalancerMultiValue, .lattice, .latticeV1: true
        case .restAPI, .httpAPI, .functionURL: false
        }
    }

    private func writeBody(_ body: [UInt8], isText: Bool, to writer: inout JSONWriter) {
        writer.key("body")
        if body.isEmpty {
            writer.string("")
        } else if !isText || !writer.string(utf8: body) {
            var text: [UInt8] = []
            text.reserveCapacity(body.count / 3 * 4 + 6)
            text.append(UInt8(ascii: "\""))
            Base64.append(body.span, to: &text)
            text.append(UInt8(ascii: "\""))
            writer.raw(text)
            writer.key("isBase64Encoded")
            writer.bool(true)
            return
        }
        writer.key("isBase64Encoded")
        writer.bool(false)
    }
}
