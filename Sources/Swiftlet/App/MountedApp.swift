import SwiftletValues

/// An app mounted below a path of another app.
final class MountedApp: Sendable {
    let path: RoutePath
    let plan: AppPlan
    /// The route in the outer app, for all methods and all paths below the mount path.
    let route: Route
    /// The prefix of its handler names.
    let namePrefix: String
    private let overrides: Overrides
    private let key: ContainerKey

    init(
        _ plan: AppPlan,
        overrides: Overrides,
        at path: RoutePath,
        guards: [any EndpointInput],
        middleware: [any Middleware],
        formFieldLimit: Int,
        key: ContainerKey = ContainerKey()
    ) {
        let prefix = path.description
        let endpoint = Endpoint(.get, "", operationID: "mount", CurrentExchange(), RequestInfo(), Invocation()) {
            exchange,
            request,
            context in
            let limit = plan.responder.options.maximumBodySize ?? .max
            let rejection =
                request.body.count > limit
                ? HTTPError(.contentTooLarge, "The body is longer than \(limit) bytes.") : nil
            let inner = Exchange(
                plan.responder,
                container: Self.container(of: plan, overriding: overrides, for: key, in: exchange.container),
                rejection: rejection,
                within: exchange
            )
            return await inner.respond(
                to: Self.request(request, below: path),
                context: context,
                with: plan.responder.chain
            )
        }
        self.path = path
        self.plan = plan
        self.overrides = overrides
        self.key = key
        self.namePrefix =
            path.segments.isEmpty
            ? "" : String(prefix.dropFirst().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }) + "_"
        self.route = Route(
            endpoint,
            path: path,
            guards: guards,
            middleware: middleware,
            formFieldLimit: formFieldLimit,
            isGuarded: !guards.isEmpty
        )
    }

    /// Returns a copy of the mount with one of the app's routes, or with one of the apps mounted in it.
    func only(_ plan: AppPlan) -> MountedApp {
        MountedApp(
            plan,
            overrides: overrides,
            at: path,
            guards: route.guards,
            middleware: route.middleware,
            formFieldLimit: route.formFieldLimit,
            key: key
        )
    }

    /// Returns the app with the outer app's instances.
    func app(in outer: App) -> App {
        App(plan, container: Self.container(of: plan, overriding: overrides, for: key, in: outer.container))
    }

    /// Returns a request with the mount path removed.
    func request(_ request: Request) -> Request {
        Self.request(request, below: path)
    }

    /// Returns a handler name without the prefix, or `nil` if it has another prefix.
    func innerName(_ name: String) -> String? {
        guard name.utf8.starts(with: namePrefix.utf8) else { return nil }
        return String(Substring(name.utf8.dropFirst(namePrefix.utf8.count)))
    }

    /// Returns a route's description as part of the outer app.
    func description(of inner: RouteDescription) -> RouteDescription {
        RouteDescription(
            method: inner.method,
            path: path.description + inner.path,
            operationID: namePrefix + inner.operationID,
            summary: inner.summary,
            tags: inner.tags
        )
    }

    /// The configuration errors, one sentence each.
    var faults: [String] {
        var faults = plan.faults.map { "In the app mounted at `\(path)`: \($0)" }
        if !path.parameters.isEmpty { faults.append("The mount path `\(path)` must not have parameters.") }
        let others = plan.eventHandlers.map(\.name)
        if !others.isEmpty {
            let names = others.map { "`\($0)`" }.joined(separator: ", ")
            faults.append(
                "The app mounted at `\(path)` must not have event handlers: move \(names) to the outer app."
            )
        }
        return faults
    }

    /// Returns the outer app's container, or one of its own if the mounted app has settings or overrides.
    private static func container(
        of plan: AppPlan,
        overriding overrides: Overrides,
        for key: ContainerKey,
        in outer: DependencyContainer
    ) -> DependencyContainer {
        if overrides.isEmpty, plan.settings == nil { return outer }
        return outer.child(for: key, settings: plan.settings, overrides: overrides)
    }

    private static func request(_ request: Request, below path: RoutePath) -> Request {
        var inner = request
        inner.basePath += PercentCoding.encode(path.description, allowing: .path)
        var slashes = path.segments.count + 1
        let rest = request.path.utf8.drop { byte in
            if byte == UInt8(ascii: "/") { slashes -= 1 }
            return slashes > 0
        }
        inner.path = rest.isEmpty ? "/" : String(Substring(rest))
        return inner
    }
}

/// An input that provides the exchange of the request.
private struct CurrentExchange: EndpointInput {
    var needsPreparation: Bool { false }

    func extract(from scope: RequestScope, validation: inout Validation) -> Exchange? { scope.exchange }
}
