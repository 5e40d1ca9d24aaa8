import HTTPTypes
import Swiftlet

/// One function of a deployment: the same package as every other, and a handler of its own.
struct DeployedFunction: Sendable {
    /// A method and a path that the gateway sends to the function.
    struct Route: Sendable, Hashable {
        let method: String
        let path: String
    }

    /// A source and the handler it is for.
    struct Source: Sendable, Hashable {
        let handler: String
        let source: EventTrigger
    }

    /// The handler's name: `app`, an operation id, or an event handler's.
    let handler: String
    var routes: [Route] = []
    /// Whether it is sent what no route is for, too.
    var answersOthers = false
    var sources: [Source] = []

    /// The functions of an app.
    ///
    /// - Parameters:
    ///   - app: the app.
    ///   - isDivided: whether each endpoint and event handler is a function of its own; otherwise all are one.
    /// - Returns: the functions, each with what is sent to it.
    static func functions(of app: App, isDivided: Bool) -> [DeployedFunction] {
        isDivided ? divided(app) : joined(app)
    }

    /// The app as one function.
    ///
    /// An event reaches its handler by its kind. Where several handlers take events of the same kind, each that has a trigger
    /// is a function of its own, since the events are indistinguishable.
    private static func joined(_ app: App) -> [DeployedFunction] {
        let sources = app.eventTriggers.compactMap { name, source in
            source.map { Source(handler: name, source: $0) }
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
            // HEAD, the preflights of browsers, and paths that there are not are the app's to answer.
            answersOthers: !app.routes.isEmpty,
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
            // What the whole app would answer besides: HEAD like GET, and the preflights of browsers.
            for other in [route.method == .get ? HTTPRequest.Method.head : nil, .options].compactMap(\.self) {
                let route = Route(method: other.rawValue, path: path)
                if listed.insert(route).inserted { routes.append(route) }
            }
            return DeployedFunction(handler: route.operationID, routes: routes)
        }
        let handlers = app.eventTriggers.map { name, source in
            DeployedFunction(handler: name, sources: source.map { [Source(handler: name, source: $0)] } ?? [])
        }
        return endpoints + handlers
    }

    /// The methods that an HTTP API has routes for.
    private static let gatewayMethods: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .patch, .delete, .options,
    ]

    /// A path as an HTTP API writes it: `{path:path}`, which takes all the rest, is `{path+}`.
    private static func gatewayPath(_ path: String) -> String {
        path.replacing(":path}", with: "+}")
    }
}

extension DeployedFunction.Source {
    /// What an event of the source is, whatever else is said of the source.
    fileprivate var kind: String {
        switch source.kind {
        case .schedule: "schedule"
        case .queue: "queue"
        }
    }
}
