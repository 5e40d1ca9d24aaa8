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
