import HTTPTypes
import Swiftlet
import SwiftletFixtures
import SwiftletJSON
import SwiftletServer

/// Parses a streamed HTTP response: a JSON prelude with status and header fields, eight NUL bytes, and the body.
package enum StreamedResponse {
    /// The number of NUL bytes between the prelude and the body.
    package static let separatorCount = 8
    /// The maximum number of bytes up to the end of the separator: 16 KiB for a REST API
    /// ([source](https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html)); for a
    /// function URL, for which AWS documents no limit, larger than any header that a server accepts.
    private static func maximumPreludeBytes(_ shape: HTTPEventShape) -> Int {
        shape == .restAPI ? 16 * 1024 : 1024 * 1024
    }

    /// Returns the response once its prelude has been received.
    ///
    /// Content of any other type is the body of a response with status 200 for a function URL
    /// ([source](https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html)) and an error for a REST API
    /// ([source](https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html)).
    ///
    /// - Parameters:
    ///   - stream: The function's response.
    ///   - shape: The shape of the event.
    /// - Returns: The response, whose body is still being streamed.
    /// - Throws: ``ServerError`` if the prelude is missing; the error that aborted the response.
    static func response(_ stream: ResponseStream, shape: HTTPEventShape) async throws -> Swiftlet.Response {
        guard stream.contentType == StreamedOutput.httpContentType else {
            let type = stream.contentType ?? "application/octet-stream"
            guard shape == .functionURL else {
                throw ServerError(
                    .malformedResponse,
                    "The streamed response is \(type), but a REST API requires \(StreamedOutput.httpContentType)."
                )
            }
            return Swiftlet.Response(.ok, headers: [.contentType: type], body: .stream(body(stream, after: [])))
        }
        var bytes: [UInt8] = []
        let limit = maximumPreludeBytes(shape)
        while true {
            guard let part = try await stream.next() else {
                throw ServerError(.malformedResponse, "The streamed response ended within its prelude.")
            }
            let searched = max(0, bytes.count - separatorCount)
            bytes += part
            if let end = endOfPrelude(bytes, from: searched), end <= limit {
                let prelude = Array(bytes[..<(end - separatorCount)])
                var response = try shape.response(from: try JSONDocument(parsing: prelude).root)
                response.body = .stream(body(stream, after: Array(bytes[end...])))
                return response
            }
            guard bytes.count < limit else {
                throw ServerError(
                    .malformedResponse,
                    "The prelude of the streamed response is not terminated by eight NUL bytes within \(limit) bytes."
                )
            }
        }
    }

    /// The index of the body: after the first eight NUL bytes.
    package static func endOfPrelude(_ bytes: [UInt8], from start: Int = 0) -> Int? {
        var zeros = 0
        for index in start..<bytes.count {
            zeros = bytes[index] == 0 ? zeros + 1 : 0
            if zeros == separatorCount { return index + 1 }
        }
        return nil
    }

    private static func body(_ stream: ResponseStream, after first: [UInt8]) -> BodyStream {
        BodyStream { write in
            if !first.isEmpty { try await write(first) }
            while let part = try await stream.next() {
                if !part.isEmpty { try await write(part) }
            }
        }
    }
}
