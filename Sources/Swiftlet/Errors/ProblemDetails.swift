/// Formats all error responses of an app as problem details, `application/problem+json` (RFC 9457).
///
/// ```swift
/// let problemAPI = App(title: "Shop", version: "1.0.0") {
///     ProblemDetails()
///     sell
/// }
/// ```
public struct ProblemDetails: AppComponent {
    /// Creates the component.
    public init() {}

    /// Enables problem details for the app.
    public func register(in assembly: inout AppAssembly) {
        assembly.errors.writesProblemDetails = true
    }
}
