internal import HTTPTypes
internal import Swiftlet
internal import SwiftletJSON
internal import SwiftletRuntime

/// An HTTP response that a function sends while it makes it: a prelude that is a response without its body, eight NUL
/// bytes, and the body.
enum StreamedResponse {
    /// The bytes between the prelude and the body.
    static let separatorCount = 8
    /// The most bytes up to the end of the separator: of a REST API
    /// ([source](https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html)), and more than
    /// any header field could need of a function URL, for which AWS documents no limit.
    private static func maximumPreludeBytes(_ shape: HTTPEventShape) -> Int {
        shape == .restAPI ? 16 * 1024 : 1024 * 1024
    }

    /// The response, when its prelude has come.
    ///
    /// What is of another type than an HTTP response is the body of one with status 200, where a function URL sends it
    /// ([source](https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html)). A REST API requires the type
    /// ([source](https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html)).
    ///
    /// - Parameters:
    ///   - stream: the function's answer.
    ///   - shape: the shape of the event it answers.
    /// - Returns: the response, whose body is still on its way.
    /// - Throws: ``HarnessError`` if there is no prelude; what the answer broke off with.
    static func response(_ stream: AnswerStream, shape: HTTPEventShape) async throws -> Swiftlet.Response {
        guard stream.contentType == RuntimeHeader.httpIntegrationResponse else {
            let type = stream.contentType ?? "application/octet-stream"
            guard shape == .functionURL else {
                throw HarnessError(
                    .unavailable,
                    "The streamed response is \(type), and a REST API requires \(RuntimeHeader.httpIntegrationResponse)."
                )
            }
            return Swiftlet.Response(.ok, headers: [.contentType: type], body: .stream(body(stream, after: [])))
        }
        var bytes: [UInt8] = []
        let limit = maximumPreludeBytes(shape)
        while true {
            guard let part = try await stream.next() else {
                throw HarnessError(.unavailable, "The streamed response ended within its prelude.")
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
                throw HarnessError(
                    .unavailable,
                    "The streamed response has no end of its prelude, eight NUL bytes, within its first \(limit) bytes."
                )
            }
        }
    }

    /// Where the body begins: behind the first eight NUL bytes.
    static func endOfPrelude(_ bytes: [UInt8], from start: Int = 0) -> Int? {
        var zeros = 0
        for index in start..<bytes.count {
            zeros = bytes[index] == 0 ? zeros + 1 : 0
            if zeros == separatorCount { return index + 1 }
        }
        return nil
    }

    private static func body(_ stream: AnswerStream, after first: [UInt8]) -> BodyStream {
        BodyStream { write in
            if !first.isEmpty { try await write(first) }
            while let part = try await stream.next() {
                if !part.isEmpty { try await write(part) }
            }
        }
    }
}
