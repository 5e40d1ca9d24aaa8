// For middleware in other targets that measures requests.

extension Context {
    /// Records the route that is selected for the request, for ``matchedRoute``.
    package func recordRoute() {
        currentExchange?.recordRoutes()
    }

    /// The method and the path of the selected route as they were declared, such as `GET /users/{id}`.
    ///
    /// It is `nil` if no route matches the request, or ``recordRoute()`` has not been called before.
    package var matchedRoute: String? { currentExchange?.route }

    /// Calls a closure with the response that is sent, once it is known: immediately before it is sent.
    ///
    /// - Parameters:
    ///   - response: The response that the calling middleware returns.
    ///   - observer: Receives the response that is sent instead of it, if it is too large for the platform, or `nil` if another
    ///     middleware has stopped waiting for it.
    package func observe(_ response: Response, observer: @escaping @Sendable (Response?) async -> Void) async {
        guard let exchange = currentExchange else { return await observer(response) }
        await exchange.observe { delivery in
            switch delivery {
            case .delivered: await observer(response)
            case .replaced(let other): await observer(other)
            case .discarded: await observer(nil)
            }
        }
    }
}
