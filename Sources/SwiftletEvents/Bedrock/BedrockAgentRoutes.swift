public import Swiftlet
import SwiftletJSON

/// Makes the routes of an app the action group of a Bedrock agent, whose OpenAPI schema describes them.
///
/// ```swift
/// let assistant = App(title: "Claims", version: "1.0.0") {
///     BedrockAgentRoutes()
///     claims
/// }
/// ```
///
/// The operation that the agent calls passes the app's middleware and routes like an HTTP request, and
/// its response is returned in the format of the agent. Parameters named in the path are its segments, others are in the
/// query, and the properties of the body are a JSON object. The request has no credentials, and ``Request/event`` is the
/// agent's event, with its session attributes.
public struct BedrockAgentRoutes: AppComponent {
    /// Creates the component.
    public init() {}

    /// Adds the action group to the app.
    public func register(in assembly: inout AppAssembly) {
        assembly.add(Adapter())
    }

    private struct Adapter: RequestAdapter {
        func recognizes(_ event: JSONNode) -> Bool {
            BedrockAgentAPIEvent.recognizes(event)
        }

        func request(from event: JSONNode) throws -> Request {
            var request = try BedrockAgentAPIEvent(event: event).request()
            request.event = event
            return request
        }

        func write(_ response: Response, to event: JSONNode) throws -> [UInt8] {
            guard case .bytes(let bytes) = response.body, let body = String(validating: bytes, as: UTF8.self) else {
                throw EventError(.invalidValue, "The body of a response to a Bedrock agent must be text.")
            }
            let type = response.headers[.contentType] ?? "application/json"
            let end = type.utf8.firstIndex(of: UInt8(ascii: ";")) ?? type.endIndex
            let output = BedrockAgentAPIResponse(
                to: try BedrockAgentAPIEvent(event: event),
                statusCode: response.status.code,
                contentType: String(type[..<end]),
                body: body
            )
            var writer = JSONWriter()
            output.encodeEvent(to: &writer)
            return writer.finish()
        }
    }
}
