/// The contents of an ``App`` or a group of ``Routes``, as listed in an ``AppBuilder`` closure.
public struct AppComponents: Sendable {
    /// The middleware, outermost first; it wraps all routes of its group regardless of its position in the list.
    let middleware: [any Middleware]
    /// The middleware around event handlers, outermost first.
    let eventMiddleware: [any EventMiddleware]
    /// The other components, in order.
    let components: [any AppComponent]

    init(
        middleware: [any Middleware] = [],
        eventMiddleware: [any EventMiddleware] = [],
        components: [any AppComponent] = []
    ) {
        self.middleware = middleware
        self.eventMiddleware = eventMiddleware
        self.components = components
    }

    init(joining parts: [AppComponents]) {
        self.init(
            middleware: parts.flatMap(\.middleware),
            eventMiddleware: parts.flatMap(\.eventMiddleware),
            components: parts.flatMap(\.components)
        )
    }
}
