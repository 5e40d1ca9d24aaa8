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

/// Builds the list of components of an ``App`` or ``Routes``.
@resultBuilder
public enum AppBuilder {
    /// A single component.
    public static func buildExpression(_ component: any AppComponent) -> [any AppComponent] { [component] }
    /// An array of components.
    public static func buildExpression(_ components: [any AppComponent]) -> [any AppComponent] { components }
    /// The concatenated components.
    public static func buildBlock(_ components: [any AppComponent]...) -> [any AppComponent] {
        components.flatMap { $0 }
    }
    /// The components of an `if` without `else`.
    public static func buildOptional(_ components: [any AppComponent]?) -> [any AppComponent] { components ?? [] }
    /// The components of an `if`.
    public static func buildEither(first components: [any AppComponent]) -> [any AppComponent] { components }
    /// The components of an `else`.
    public static func buildEither(second components: [any AppComponent]) -> [any AppComponent] { components }
    /// The components of a `for`.
    public static func buildArray(_ components: [[any AppComponent]]) -> [any AppComponent] {
        components.flatMap { $0 }
    }
}
