/// What an ``App`` is put together from: endpoints, groups of routes, middleware, event handlers, and so on.
public protocol AppComponent: Sendable {
    /// Adds the component to the app that is being put together.
    func register(in assembly: inout AppAssembly)

    /// Whether it is ``Middleware``, which stands around the others of its group and is registered before them.
    static var isMiddleware: Bool { get }
}

extension AppComponent {
    /// Whether the type conforms to ``Middleware``, on whatever condition and wherever that is said.
    ///
    /// To find out takes a look through every conformance in the program, the first time; a type that knows can say so.
    public static var isMiddleware: Bool { self is any Middleware.Type }
}

/// Gathers the components listed in an ``App`` or in ``Routes``.
@resultBuilder
public enum AppBuilder {
    /// One component.
    public static func buildExpression(_ component: any AppComponent) -> [any AppComponent] { [component] }
    /// Several components.
    public static func buildExpression(_ components: [any AppComponent]) -> [any AppComponent] { components }
    /// The components, in order.
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
