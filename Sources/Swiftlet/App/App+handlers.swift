import SwiftletJSON

extension App {
    /// The names under which parts of the app can be deployed: `app` for the whole app, the operation IDs of the endpoints,
    /// and the names of the event handlers.
    package var handlerNames: [String] {
        ["app"] + routes.map(\.operationID) + plan.eventHandlers.map(\.name)
    }

    /// Returns the handler for the whole app or for a part of it.
    ///
    /// - Parameter name: One of ``handlerNames``. `bootstrap` and `hello.handler`, the default handler names of tools and the
    ///   console for custom runtimes, also select the whole app, unless a part of the app has that name.
    /// - Returns: The handler.
    /// - Throws: ``AppError`` if the name is unknown, or if the whole app is selected and two of its event handlers match the
    ///   same events.
    package func handler(named name: String) throws -> any Handler {
        if name == "app" { return try wholeApp() }
        if let handler = plan.eventHandlers.first(where: { $0.name == name }) {
            return AppEventHandler(app: self, handler: handler)
        }
        // The app's middleware applies; only this route is registered.
        if let plan = plan.onlyRoute(named: name) { return App(plan, container: container) }
        if name == "bootstrap" || name == "hello.handler" { return try wholeApp() }
        throw AppError(faults: [
            "There is no handler `\(name)`. The handlers are: \(handlerNames.joined(separator: ", "))."
        ])
    }

    /// Returns the whole app as one handler.
    ///
    /// - Throws: ``AppError`` if two of its event handlers match the same events.
    private func wholeApp() throws -> App {
        guard plan.events.faults.isEmpty else { throw AppError(faults: plan.events.faults) }
        return self
    }

    /// The app's routes in registration order, followed by those of mounted apps.
    package var routes: [RouteDescription] {
        plan.routeDescriptions
    }
}

/// An event handler with the instances of its app, which starts before the first event.
private struct AppEventHandler: Handler {
    let app: App
    let handler: EventHandler

    func respond(to event: [UInt8], context: Context) async throws -> HandlerOutput {
        try await app.start()
        let event = try JSONDocument(parsing: event).root
        guard app.plan.correlationID != nil else {
            return try await handler.respond(to: event, context: context, in: app.container)
        }
        let context = app.correlated(context, with: event)
        return try await Context.$current.withValue(context) {
            try await handler.respond(to: event, context: context, in: app.container)
        }
    }
}
