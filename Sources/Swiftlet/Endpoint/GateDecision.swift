/// The decision of an ``EndpointGate``.
package enum GateDecision: Sendable {
    /// Receives the response after the teardowns of the request, or `nil` if the request failed.
    package typealias Completion = @Sendable (_ response: Response?) async -> Void

    /// The closure does not run; this is the response.
    case respond(Response)
    /// The closure runs.
    case proceed(Completion)
}
