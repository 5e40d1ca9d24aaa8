import HTTPTypes
import SwiftletJSON

/// The error response sent to the client.
struct ErrorResponse {
    let status: HTTPResponse.Status
    /// Whether the error is unexpected, so that its cause is logged and not sent to the client.
    let isUnexpected: Bool
    private let headers: HTTPFields
    private let detail: Detail
    private let requestID: String

    private enum Detail {
        case json(JSON)
        case validation([ValidationError])
    }

    init(_ error: any Error, context: Context) {
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
            // The request itself was cancelled, not only a child task that the app cancelled.
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

    /// The default format: `{"detail": …}`, and for an unexpected error the request ID for searching the log.
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

    /// The problem details format (RFC 9457).
    ///
    /// Validation errors are in the extension member `errors`.
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
