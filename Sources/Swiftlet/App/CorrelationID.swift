public import HTTPTypes
import SwiftletJSON

/// The place of a correlation ID, which identifies the same operation in the logs of several services.
///
/// ```swift
/// let tracedOrders = App(
///     title: "Orders",
///     version: "1.0.0",
///     correlationID: CorrelationID(header: .requestID, field: "detail.operation")
/// ) {
///     orders
/// }
/// ```
///
/// Log records that the app writes have it as `correlationId`, and so has the access log of a server; `Context.correlationID`
/// is there to pass it on. The runtime's own records have the request ID.
public struct CorrelationID: Sendable {
    /// The maximum length in characters; the rest is ignored.
    private static let maximumLength = 256

    private let header: HTTPField.Name?
    private let path: [String]

    /// Creates a place; the header field takes precedence.
    ///
    /// - Parameters:
    ///   - header: The header field of HTTP requests.
    ///   - field: The member of an event, with dots between names and positions, such as `detail.operation` or
    ///     `requestContext.requestId` or `Records.0.messageId`: text or a number.
    public init(header: HTTPField.Name? = nil, field: String? = nil) {
        self.header = header
        path = field?.split(separator: ".").map(String.init) ?? []
    }

    /// Returns the ID of an event.
    func value(in event: JSONNode) -> String? {
        (header.flatMap { Self.value(of: $0, in: event) } ?? member(of: event)).flatMap(Self.valid)
    }

    /// Returns the ID of a request that is not encoded in an event.
    func value(in request: Request) -> String? {
        header.flatMap { request.headers[$0] }.flatMap(Self.valid)
    }

    private func member(of event: JSONNode) -> String? {
        guard !path.isEmpty else { return nil }
        var node = event
        for name in path {
            let next = node.kind == .array ? Int(name).flatMap { node[$0] } : node[name]
            guard let next else { return nil }
            node = next
        }
        return node.string ?? node.numberText
    }

    /// Returns the value of a header field, whose name is compared without regard to case.
    private static func value(of name: HTTPField.Name, in event: JSONNode) -> String? {
        for key in ["headers", "multiValueHeaders"] {
            guard let headers = event[key], headers.kind == .object else { continue }
            for (field, value) in headers.members where HTTPField.Name(field) == name {
                return value.kind == .array ? value[0]?.string : value.string
            }
        }
        return nil
    }

    private static func valid(_ text: String) -> String? {
        text.isEmpty ? nil : String(text.prefix(maximumLength))
    }
}

extension App {
    /// Returns the context with the correlation ID of an event.
    func correlated(_ context: Context, with event: JSONNode) -> Context {
        guard let id = plan.correlationID?.value(in: event) else { return context }
        var context = context
        context.correlationID = id
        return context
    }

    /// Returns the context with the correlation ID of a request.
    package func correlated(_ context: Context, with request: Request) -> Context {
        guard let id = plan.correlationID?.value(in: request) else { return context }
        var context = context
        context.correlationID = id
        return context
    }
}
