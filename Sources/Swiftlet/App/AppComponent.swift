/// A component of an ``App``, such as an endpoint, a group of routes, middleware or an event handler.
public protocol AppComponent: Sendable {
    /// Adds the component to the app that is being built.
    func register(in assembly: inout AppAssembly)

    /// Whether the component is ``Middleware``, which is registered before the other components of its group.
    static var isMiddleware: Bool { get }
}

extension AppComponent {
    /// Defaults to a dynamic check for conformance to ``Middleware``, including conditional conformances.
    ///
    /// The first check is slow, because it scans all conformances in the program. Return a constant to avoid it.
    public static var isMiddleware: Bool { self is any Middleware.Type }
}
