import HTTPTypes
import Swiftlet
import SwiftletFixtures
import SwiftletGateway
import SwiftletJSON

extension JournalEntry {
    /// The result of an invocation with an HTTP request.
    enum HTTPResult {
        case response(Response)
        /// The function's result is not an HTTP response, for which the service responds with 502.
        case malformed(String)
    }

    /// The HTTP response; `nil` if the invocation has failed, is running, or has an event of another kind.
    var httpResult: HTTPResult? {
        guard let request else { return nil }
        switch outcome {
        case .response(let bytes): return Self.response(bytes, of: request.shape)
        case .stream(let type, let bytes, _, _):
            guard type == StreamedOutput.httpContentType else {
                let headers: HTTPFields = [.contentType: type ?? "application/octet-stream"]
                return .response(Response(headers: headers, body: .bytes(bytes)))
            }
            guard let end = StreamedResponse.endOfPrelude(bytes) else {
                return .malformed("The streamed response ended within its prelude.")
            }
            let prelude = Array(bytes[..<(end - StreamedResponse.separatorCount)])
            guard case .response(var response) = Self.response(prelude, of: request.shape) else {
                return .malformed("The prelude of the streamed response is not valid.")
            }
            response.body = .bytes(Array(bytes[end...]))
            return .response(response)
        case .failure, nil: return nil
        }
    }

    /// The failure of the function, if it failed.
    var failure: FunctionFailure? {
        switch outcome {
        case .failure(let failure), .stream(_, _, _, let failure?): failure
        case .response, .stream, nil: nil
        }
    }

    private static func response(_ bytes: [UInt8], of shape: HTTPEventShape) -> HTTPResult {
        do {
            return .response(try shape.response(from: try JSONDocument(parsing: bytes).root))
        } catch {
            return .malformed("The result is not an HTTP response: \(error)")
        }
    }
}
