/// The passage of one request through the gates of its route.
///
/// It is confined to the task that processes the request, like the request's scope.
package final class GatePassage {
    /// Receives the response after the teardowns of the request, or `nil` if the request failed.
    package typealias Completion = @Sendable (_ response: Response?) async -> Void

    /// The method and the path template of the route, such as `POST /users`.
    package let route: String
    private var completion: Completion?
    /// Whether the teardowns received a failure although the endpoint returned a response.
    var isFailed = false

    init(route: String) {
        self.route = route
    }

    /// Whether a gate has opened the passage.
    package var isOpen: Bool { completion != nil }

    /// Opens the passage.
    ///
    /// - Parameter completion: Receives the outcome of the request, exactly once.
    package func open(_ completion: @escaping Completion) {
        self.completion = completion
    }

    /// Passes the outcome of the request to the gate that has opened the passage.
    ///
    /// - Parameter response: The response, or `nil` if the request failed.
    func complete(_ response: Response?) async {
        await takeCompletion()?(isFailed || response?.error != nil ? nil : response)
    }

    /// Returns the closure that receives the outcome, for a request that ends later; the passage is then no longer open.
    ///
    /// - Returns: The closure, or `nil` if no gate has opened the passage.
    func takeCompletion() -> Completion? {
        guard let completion else { return nil }
        self.completion = nil
        return { outcome in
            // The outcome is recorded even if the request was cancelled meanwhile.
            await Task(executorPreference: Task.currentExecutor) { await completion(outcome) }.value
        }
    }
}
