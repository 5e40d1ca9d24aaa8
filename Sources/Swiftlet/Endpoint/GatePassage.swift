/// The passage of one request through the gate of its route.
///
/// It is confined to the task that processes the request, like the request's scope.
final class GatePassage {
    private let gate: any EndpointGate
    private let route: String
    private var completion: GateDecision.Completion?
    /// Whether the teardowns received a failure although the endpoint returned a response.
    var isFailed = false

    init(_ gate: any EndpointGate, route: String) {
        self.gate = gate
        self.route = route
    }

    /// Returns the response of the gate, or `nil` if the closure must run.
    ///
    /// - Throws: The error thrown by the gate.
    func enter(_ scope: RequestScope) async throws -> Response? {
        switch try await gate.enter(scope, route: route) {
        case .respond(let response): return response
        case .proceed(let completion):
            self.completion = completion
            return nil
        }
    }

    /// Passes the outcome of the request to the gate, if the closure has run.
    ///
    /// - Parameter response: The response, or `nil` if the request failed.
    func complete(_ response: Response?) async {
        guard let completion else { return }
        self.completion = nil
        let isFailure = isFailed || response?.error != nil
        let outcome = isFailure ? nil : response
        // The outcome is recorded even if the request was cancelled meanwhile.
        await Task(executorPreference: Task.currentExecutor) { await completion(outcome) }.value
    }
}
