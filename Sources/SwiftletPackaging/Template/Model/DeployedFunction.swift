import HTTPTypes
import Swiftlet

/// A function of a deployment; all functions share one package and differ in their handler.
struct DeployedFunction: Sendable {
    /// A method and a path that API Gateway routes to the function.
    struct Route: Sendable, Hashable {
        let method: String
        let path: String
    }

    /// An event handler and its trigger.
    struct Source: Sendable, Hashable {
        let handler: String
        let trigger: EventTrigger
    }

    /// The name of the handler: `app`, an operation id, or that of an event handler.
    let handler: String
    var routes: [Route] = []
    /// Whether it is the target of the default route.
    var isDefaultRoute = false
    var sources: [Source] = []

    /// Returns the functions of an app.
    ///
    /// - Parameters:
    ///   - app: The app.
    ///   - isDivided: Whether each endpoint and event handler is a separate function; otherwise the app is one function.
    /// - Returns: The functions with their routes and sources.
    static func functions(of app: App, isDivided: Bool) -> [DeployedFunction] {
        isDivided ? divided(app) : joined(app)
    }

    /// The app as one function.
    ///
    /// An event is dispatched by its type. If several handlers accept the same type of event, each one with a trigger becomes a
    /// separate function, since their events are indistinguishable.
    private static func joined(_ app: App) -> [DeployedFunction] {
        let sources = app.eventTriggers.compactMap { name, trigger in
            trigger.map { Source(handler: name, trigger: $0) }
        }
        let alone = sources.filter { source in
            sources.filter { $0.kind == source.kind }.count == 1 && app.isOnlyHandlerOfItsEvents(source.handler)
        }
        let routes = app.routes.compactMap { route in
            Self.gatewayMethods.contains(route.method)
                ? Route(method: route.method.rawValue, path: gatewayPath(route.path)) : nil
        }
        let whole = DeployedFunction(
            handler: "app",
            routes: routes,
            // HEAD requests, CORS preflights and unknown paths are handled by the app.
            isDefaultRoute: !app.routes.isEmpty,
            sources: alone
        )
        return [whole]
            + sources.filter { !alone.contains($0) }.map { DeployedFunction(handler: $0.handler, sources: [$0]) }
    }

    private static func divided(_ app: App) -> [DeployedFunction] {
        var listed = Set(app.routes.map { Route(method: $0.method.rawValue, path: gatewayPath($0.path)) })
        let endpoints = app.routes.map { route in
            let path = gatewayPath(route.path)
            let method = gatewayMethods.contains(route.method) ? route.method.rawValue : "ANY"
            var routes = [Route(method: method, path: path)]
            // The whole app also responds to HEAD requests and CORS preflights.
            for other in [route.method == .get ? HTTPRequest.Method.head : nil, .options].compactMap(\.self) {
                let route = Route(method: other.rawValue, path: path)
                if listed.insert(route).inserted { routes.append(route) }
            }
            return DeployedFunction(handler: route.operationID, routes: routes)
        }
        let handlers = app.eventTriggers.map { name, trigger in
            DeployedFunction(handler: name, sources: trigger.map { [Source(handler: name, trigger: $0)] } ?? [])
        }
        return endpoints + handlers
    }

    /// The methods that routes of API Gateway support.
    private static let gatewayMethods: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .patch, .delete, .options,
    ]

    /// The path in the syntax of API Gateway: `{path:path}`, which matches the rest of the path, becomes `{path+}`.
    private static func gatewayPath(_ path: String) -> String {
        path.replacing(":path}", with: "+}")
    }
}

extension DeployedFunction.Source {
    /// The type of the trigger's events, independent of its settings.
    fileprivate var kind: String {
        switch trigger.kind {
        case .schedule: "schedule"
        case .queue: "queue"
        case .topic: "topic"
        case .bucket: "bucket"
        case .table: "table"
        case .stream: "stream"
        case .events: "events"
        }
    }
}
