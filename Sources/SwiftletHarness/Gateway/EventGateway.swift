internal import Foundation
internal import HTTPTypes
internal import Swiftlet
internal import SwiftletJSON
internal import SwiftletRuntime
internal import SwiftletTesting

/// What a gateway does in front of a function: a request becomes an event of a shape, and the answer a response.
struct EventGateway: RequestGateway {
    /// What a request may weigh: the platform refuses larger ones itself.
    static let maximumBodyBytes = 10 * 1024 * 1024

    private let host: any FunctionHost
    private let shape: HTTPEventShape

    init(_ host: any FunctionHost, shape: HTTPEventShape) {
        self.host = host
        self.shape = shape
    }

    /// Answers a request: with the function's response, or as the platform does if the function fails: 502, and 504 if it
    /// takes too long.
    func respond(to request: Swiftlet.Request) async -> GatewayReply {
        var call = FunctionCall(event: [])
        var details = HTTPEventDetails()
        details.requestID = call.id
        details.time = Int64(Date().timeIntervalSince1970 * 1000)
        call.event = shape.event(for: request, details: details)
        guard call.event.count <= RuntimeLimit.payloadBytes else {
            return GatewayReply(response: Swiftlet.Response(.contentTooLarge))
        }
        call.takesStream = true
        switch await host.invoke(call) {
        case .response(let bytes):
            do {
                return GatewayReply(response: try shape.response(from: try JSONDocument(parsing: bytes).root))
            } catch {
                return Self.malformed(error)
            }
        case .stream(let stream):
            do {
                var response = try await StreamedResponse.response(stream, shape: shape)
                if !response.carriesBody(to: request.method), case .stream(let body) = response.body {
                    // The client receives no body, but the function has to finish its stream.
                    _ = try await body.collect()
                    response.body = .bytes([])
                }
                return GatewayReply(response: response)
            } catch let failure as FunctionFailure {
                return Self.failed(failure)
            } catch {
                return Self.malformed(error)
            }
        case .failure(let failure, _):
            return Self.failed(failure)
        }
    }

    private static func failed(_ failure: FunctionFailure) -> GatewayReply {
        let isTimeout = failure.errorType == RuntimeFailure.timedOut
        let status: HTTPResponse.Status = isTimeout ? .gatewayTimeout : .badGateway
        let message = isTimeout ? "Endpoint request timed out" : "Internal Server Error"
        return GatewayReply(response: response(status, message, failure.errorType), failure: "\(failure)")
    }

    /// The function answered, and with nothing that is a response.
    private static func malformed(_ error: any Error) -> GatewayReply {
        GatewayReply(
            response: response(.badGateway, "Internal Server Error", "Function.MalformedResponse"),
            failure: "Its answer is no HTTP response: \(error)"
        )
    }

    private static func response(
        _ status: HTTPResponse.Status,
        _ message: String,
        _ errorType: String
    ) -> Swiftlet.Response {
        .json((["message": .string(message), "errorType": .string(errorType)] as JSON).bytes, status: status)
    }
}
