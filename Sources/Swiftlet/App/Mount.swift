/// Serves another app below a path, with its own middleware, errors and documentation.
///
/// ```swift
/// App(title: "Shop", version: "2.0.0") {
///     Mount("/v1", firstVersion)
///     Routes("/orders") { … }
///     OpenAPIRoutes()
/// }
/// ```
///
/// The mounted app receives the requests below the path that no route of the outer app serves, with the path removed, as with
/// [Starlette's `Mount`](https://www.starlette.io/routing/#submounting-routes): those to a path that the outer app has for other
/// methods only, or with another slash at its end, too. The middleware of the outer app and
/// of the group wraps it, and the dependencies of the group guard it. Its routes are not part of the outer app's OpenAPI
/// document: list ``OpenAPIRoutes`` in it for a document and a page of its own below the path.
///
/// It is part of the outer app: it starts and shuts down with it. A dependency that outlives a request is made once for both,
/// unless the mounted app has overrides of its own. One that is made for each request is made for the guards of the group and
/// again for the mounted app, and the teardown of the former receives a failure if the mounted app responds with an error.
/// Only its `bodyLimit`, `formFieldLimit` and `trailingSlash` apply, as `basePath`, `trustedProxies` and `textTypes` concern the
/// whole event.
/// Event handlers and commands belong in the outer app, and are an error at start in a mounted one.
///
/// Its endpoints can be deployed by themselves under their operation id with the path in front of it, such as
/// `v1_list_orders`.
public struct Mount: AppComponent {
    private let path: String
    private let app: App

    /// Creates the component.
    ///
    /// - Parameters:
    ///   - path: the path below which the app is served: segments without parameters, with a slash at its beginning and
    ///     none at its end; `""` for all requests that no route of the outer app serves.
    ///   - app: the app.
    public init(_ path: String, _ app: App) {
        self.path = path
        self.app = app
    }

    /// False.
    public static var isMiddleware: Bool { false }

    /// Adds the app at its path in the current group.
    public func register(in assembly: inout AppAssembly) {
        assembly.mount(app, at: path)
    }
}
