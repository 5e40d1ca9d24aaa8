/// Builds the contents of an ``App`` or ``Routes``.
@resultBuilder
public enum AppBuilder {
    /// A single component.
    public static func buildExpression(_ component: any AppComponent) -> AppComponents {
        AppComponents(components: [component])
    }
    /// An array of components.
    public static func buildExpression(_ components: [any AppComponent]) -> AppComponents {
        AppComponents(components: components)
    }
    /// A single middleware.
    public static func buildExpression(_ middleware: any Middleware) -> AppComponents {
        AppComponents(middleware: [middleware])
    }
    /// An array of middleware, outermost first.
    public static func buildExpression(_ middleware: [any Middleware]) -> AppComponents {
        AppComponents(middleware: middleware)
    }
    /// A single middleware around event handlers.
    public static func buildExpression(_ middleware: any EventMiddleware) -> AppComponents {
        AppComponents(eventMiddleware: [middleware])
    }
    /// A single middleware around endpoints and event handlers.
    public static func buildExpression(_ middleware: any Middleware & EventMiddleware) -> AppComponents {
        AppComponents(middleware: [middleware], eventMiddleware: [middleware])
    }
    /// A dependency is not a part of an app: the compiler says how it is used.
    @available(
        *,
        unavailable,
        message: "A dependency is not listed in an app: inject it with Inject(…), or list it in requires:."
    )
    public static func buildExpression<Value>(_ dependency: Dependency<Value>) -> AppComponents { AppComponents() }
    /// The concatenated contents.
    public static func buildBlock(_ parts: AppComponents...) -> AppComponents { AppComponents(joining: parts) }
    /// The contents of an `if` without `else`.
    public static func buildOptional(_ part: AppComponents?) -> AppComponents { part ?? AppComponents() }
    /// The contents of an `if`.
    public static func buildEither(first part: AppComponents) -> AppComponents { part }
    /// The contents of an `else`.
    public static func buildEither(second part: AppComponents) -> AppComponents { part }
    /// The contents of a `for`.
    public static func buildArray(_ parts: [AppComponents]) -> AppComponents { AppComponents(joining: parts) }
}
