/// The contents of an ``App`` or a group of ``Routes``, as listed in an ``AppBuilder`` closure.
public struct AppComponents: Sendable {
    /// The middleware, outermost first; it wraps all routes of its group regardless of its position in the list.
    let middleware: [any Middleware]
    /// The other components, in order.
    let components: [any AppComponent]

    init(middleware: [any Middleware] = [], components: [any AppComponent] = []) {
        self.middleware = middleware
        self.components = components
    }

    init(joining parts: [AppComponents]) {
        self.init(middleware: parts.flatMap(\.middleware), components: parts.flatMap(\.components))
    }
}
