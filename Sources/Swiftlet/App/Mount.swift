/// Mounts another app below a path, with its own middleware, error handlers and documentation.
///
/// ```swift
/// let bothVersions = App(title: "Shop", version: "2.0.0") {
///     Mount("/v1", shopApp())
///     Routes("/v2") {
///         sell
///     }
///     OpenAPIRoutes()
/// }
/// ```
///
/// The mounted app receives the requests below the path that no route of the outer app matches, with the path removed, as
/// with [Starlette's `Mount`](https://www.starlette.io/routing/#submounting-routes). This includes requests whose path the
/// outer app matches only with another method or a different trailing slash. The middleware of the outer app and of the
/// group wraps it, and the group's requirements guard it. Its routes are not part of the outer app's OpenAPI document: add
/// ``OpenAPIRoutes`` to it for a document and a page of its own below the path.
///
/// It starts and shuts down with the outer app. The two share dependencies that outlive a request, unless the mounted app has
/// settings or overrides of its own. A dependency with request lifetime is created once for the group's requirements and again
/// for the mounted app; the teardown of the former receives a failure if the mounted app responds with an error.
/// Of its options only `bodyLimit`, `formFieldLimit` and `trailingSlash` apply; `basePath`, `trustedProxies` and `textTypes`
/// are ignored, because they concern the whole event.
/// Event handlers and commands belong in the outer app, and are an error at startup in a mounted one.
///
/// Its endpoints can be deployed individually under their operation ID, prefixed with the path, such as `v1_list_orders`.
public struct Mount: AppComponent {
    private let path: String
    private let app: App

    /// Creates the component.
    ///
    /// - Parameters:
    ///   - path: The path below which the app is mounted: segments without parameters, with a leading and without a trailing
    ///     slash; `""` for all requests that no route of the outer app matches.
    ///   - app: The app.
    public init(_ path: String, _ app: App) {
        self.path = path
        self.app = app
    }

    /// Adds the app at its path in the current group.
    public func register(in assembly: inout AppAssembly) {
        assembly.mount(app, at: path)
    }
}
