/// How HTTP clients reach the functions of a deployment.
package enum GatewayKind: String, Sendable, CaseIterable {
    /// An HTTP API of API Gateway.
    case http
    /// A REST API of API Gateway.
    case rest
    /// The function URL of the function.
    case url
}
