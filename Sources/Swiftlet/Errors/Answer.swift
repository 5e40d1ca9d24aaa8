import HTTPTypes
import SwiftletJSON

/// What is told to the client about an error.
struct Answer {
    let status: HTTPResponse.Status
    /// Whether nobody expected the error, so that its cause belongs in the log and not in the answer.
    let isUnexpected: Bool
    private let headers: HTTPFields
    private let detail: Detail
    private let requestID: String

    private enum Detail {
        case json(JSON)
        case validation([ValidationError])
    }

    init(_ error: any Error, _ context: Context) {
        self.requestID = context.requestID
        if let failure = error as? RequestValidationFailure {
            self.status = .unprocessableContent
            self.headers = [:]
            self.detail = .validation(failure.errors)
            self.isUnexpected = false
        } else if let convertible = error as? any HTTPErrorConvertible {
            let known = convertible.httpError
            self.status = known.status
            self.headers = known.headers
            self.detail = .json(known.detail)
            self.isUnexpected = false
        } else if error is CancellationError, Task.isCancelled || context.remainingTime == .zero {
            // The request was cancelled, and not only a task that the app has cancelled itself.
            self.status = .serviceUnavailable
            self.headers = [:]
            self.detail = .json("The request took too long and was cancelled.")
            self.isUnexpected = true
        } else {
            self.status = .internalServerError
            self.headers = [:]
            self.detail = .json("Internal Server Error")
            self.isUnexpected = true
        }
    }

    /// The usual form: `{"detail": …}`, and for an unexpected error the id by which the log can be searched.
    func response() -> Response {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("detail")
        writeDetail(to: &writer)
        if isUnexpected {
            writer.key("request_id")
            writer.string(requestID)
        }
        writer.endObject()
        return response(writer, "application/json")
    }

    /// Problem details (RFC 9457).
    ///
    /// The errors of a validation are the extension member `errors`.
    func problem(_ request: Request) -> Response {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("type")
        writer.string("about:blank")
        writer.key("title")
        writer.string(status.reasonPhrase)
        writer.key("status")
        writer.int(status.code)
        switch detail {
        case .json(.string(let text)):
            writer.key("detail")
            writer.string(text)
        case .json:
            writer.key("errors")
            writeDetail(to: &writer)
        case .validation(let errors):
            writer.key("detail")
            writer.string(errors.count == 1 ? "One input is not valid." : "\(errors.count) inputs are not valid.")
            writer.key("errors")
            writeDetail(to: &writer)
        }
        writer.key("instance")
        writer.string(request.externalPath(request.encodedPath))
        if isUnexpected {
            writer.key("request_id")
            writer.string(requestID)
        }
        writer.endObject()
        return response(writer, "application/problem+json")
    }

    private func writeDetail(to writer: inout JSONWriter) {
        switch detail {
        case .json(let json):
            writer.value(json)
        case .validation(let errors):
            writer.beginArray()
            for error in errors {
                error.write(to: &writer)
            }
            writer.endArray()
        }
    }

    private func response(_ writer: JSONWriter, _ contentType: String) -> Response {
        var response = Response(status, headers: headers, body: .bytes(writer.finish()))
        response.headers[.contentType] = contentType
        return response
    }
}
