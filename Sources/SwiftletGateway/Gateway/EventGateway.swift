import Foundation
import HTTPTypes
package import Swiftlet
import SwiftletFixtures
import SwiftletJSON

/// Converts a request to an event of one shape, invokes the function, and converts its response to HTTP.
package struct EventGateway: RequestGateway {
    package let limits: GatewayLimits

    private let host: any FunctionHost
    private let shape: HTTPEventShape
    private let streams: Bool

    /// - Parameters:
    ///   - host: Runs the function.
    ///   - shape: The shape of the events.
    ///   - streams: Whether responses are streamed: by
    ///     [a function URL](https://docs.aws.amazon.com/lambda/latest/dg/config-rs-invoke-furls.html) whose invoke mode is
    ///     `RESPONSE_STREAM`, or
    ///     [a REST API](https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html) whose
    ///     response transfer mode is `STREAM`. All other shapes buffer responses.
    package init(_ host: any FunctionHost, shape: HTTPEventShape, streams: Bool = false) {
        self.host = host
        self.shape = shape
        self.streams = streams && shape.canStream
        self.limits = GatewayLimits(shape)
    }

    /// Responds to a request with the function's response, or with the service's own response if the function fails: 504 for a
    /// timeout, otherwise 502.
    package func respond(to request: Swiftlet.Request, rawQuery: String?) async -> GatewayResponse {
        var call = FunctionCall(event: [])
        var details = HTTPEventDetails()
        details.requestID = call.id
        details.rawQuery = rawQuery
        details.time = Int64(Date().timeIntervalSince1970 * 1000)
        call.event = shape.event(for: request, details: details)
        guard call.event.count <= HTTPEventShape.maximumEventSize else {
            return .rejected(
                .contentTooLarge,
                "The event is \(call.event.count) bytes of JSON: Lambda accepts at most \(HTTPEventShape.maximumEventSize)."
            )
        }
        call.acceptsStream = streams
        var reply = await reply(to: request, from: await host.invoke(call))
        reply.invocationID = call.id
        return reply
    }

    private func reply(to request: Swiftlet.Request, from outcome: FunctionOutcome) async -> GatewayResponse {
        guard streams else { return buffered(await outcome.collected()) }
        switch outcome {
        case .response(let bytes): return passedThrough(bytes)
        case .stream(let stream): return await streamed(stream, to: request)
        case .failure(let failure, _): return Self.failed(failure)
        }
    }

    private func buffered(_ outcome: Result<[UInt8], FunctionFailure>) -> GatewayResponse {
        switch outcome {
        case .success(let bytes):
            guard bytes.count <= limits.responseBytes else {
                return Self.malformed(
                    "it has \(bytes.count) bytes, and \(limits.service) accepts at most \(limits.responseBytes)."
                )
            }
            do {
                return GatewayResponse(response: try shape.response(from: try JSONDocument(parsing: bytes).root))
            } catch {
                return Self.malformed(error)
            }
        case .failure(let failure): return Self.failed(failure)
        }
    }

    /// Handles a buffered response where the service streams: a function URL forwards the bytes with status 200; a REST API
    /// requires a prelude.
    private func passedThrough(_ bytes: [UInt8]) -> GatewayResponse {
        guard shape == .functionURL else {
            return Self.malformed("it is buffered, and a REST API in stream mode requires a streamed one.")
        }
        return GatewayResponse(response: .json(bytes))
    }

    private func streamed(_ stream: ResponseStream, to request: Swiftlet.Request) async -> GatewayResponse {
        do {
            var response = try await StreamedResponse.response(stream, shape: shape)
            if !response.carriesBody(to: request.method), case .stream(let body) = response.body {
                // The body is discarded, but the function has to finish its stream.
                _ = try await body.collect()
                response.body = .bytes([])
            }
            return GatewayResponse(response: response)
        } catch let failure as FunctionFailure {
            return Self.failed(failure)
        } catch {
            return Self.malformed(error)
        }
    }

    private static func failed(_ failure: FunctionFailure) -> GatewayResponse {
        let status: HTTPResponse.Status = failure.isTimeout ? .gatewayTimeout : .badGateway
        let message = failure.isTimeout ? "Endpoint request timed out" : "Internal Server Error"
        return GatewayResponse(
            response: response(status, message: message, errorType: failure.errorType),
            failure: "\(failure)"
        )
    }

    /// The function returned a response that is not an HTTP response.
    private static func malformed(_ reason: String) -> GatewayResponse {
        GatewayResponse(
            response: response(
                .badGateway,
                message: "Internal Server Error",
                errorType: "Function.MalformedResponse"
            ),
            failure: "The response is not an HTTP response: \(reason)"
        )
    }

    private static func malformed(_ error: any Error) -> GatewayResponse {
        malformed("\(error)")
    }

    private static func response(
        _ status: HTTPResponse.Status,
        message: String,
        errorType: String
    ) -> Swiftlet.Response {
        .json((["message": .string(message), "errorType": .string(errorType)] as JSON).bytes, status: status)
    }
}

extension HTTPEventShape {
    /// Whether the event source supports response streaming.
    package var canStream: Bool { self == .functionURL || self == .restAPI }
}
