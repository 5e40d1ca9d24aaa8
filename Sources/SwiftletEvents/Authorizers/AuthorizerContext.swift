public import SwiftletJSON

/// The context that a Lambda authorizer passes to the integration's function.
public struct AuthorizerContext: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// The context values by name.
    public var values: JSONObject

    /// Creates a context.
    public init(_ values: JSONObject) {
        self.values = values
    }

    /// Creates a context from a dictionary literal.
    public init(dictionaryLiteral members: (String, JSON)...) {
        values = JSONObject(members.map { (key: $0.0, value: $0.1) })
    }

    /// The context with scalar values only: arrays and objects become JSON text, nulls are omitted.
    ///
    /// API Gateway rejects a policy with other values, and with it the request.
    var flattened: JSONObject {
        JSONObject(
            values.compactMap { (key, value) in
                switch value {
                case .string, .number, .bool: (key: key, value: value)
                case .null: nil
                case .array, .object: (key: key, value: .string(value.description))
                }
            }
        )
    }
}
