/// A guard that can respond instead of the endpoint's closure, and that receives the response of the closure.
///
/// It is an input listed in `requires:`. When all inputs of the request are valid, ``enter(_:route:)`` decides whether the
/// closure runs. If a route has several gates, only the innermost decides.
package protocol EndpointGate: EndpointInput {
    /// Decides whether the closure runs.
    ///
    /// - Parameters:
    ///   - scope: The state of the request, whose inputs are valid.
    ///   - route: The method and the path template of the route, such as `POST /users`.
    /// - Returns: The decision.
    /// - Throws: An error that determines the response; the closure does not run.
    func enter(_ scope: RequestScope, route: String) async throws -> GateDecision
}
