import HTTPTypes
import SwiftletJSON

/// Matches requests to routes with a trie, in time that depends on the length of the path and not on the number of routes.
///
/// A literal segment takes precedence over a parameter, and a parameter over the rest of the path.
struct Router: Sendable {
    /// A trie node: the routes with a common path prefix.
    ///
    /// Nodes are referenced by their index in ``nodes``.
    private struct Node: Sendable {
        var literals: [UTF8Key: Int] = [:]
        var parameter: Int?
        /// The routes that end here, one per method: a linear search is faster than hashing for so few.
        var routes: [Route] = []
        /// The routes that match the rest of the path.
        var catchAllRoutes: [Route] = []
        /// The mounted app, for all requests below that no route matches, regardless of the method.
        var mount: Route?
    }

    private var nodes = [Node()]

    /// The result of matching a request.
    enum Match {
        /// A route, with its parameter values.
        case found(Route, [QueryItem])
        /// The path matches with other methods only; the allowed methods.
        case methods([HTTPRequest.Method])
        /// No route matches the path.
        case none
    }

    /// Adds a route.
    ///
    /// - Returns: The route with the same method and path template, if there is one; then nothing is added.
    mutating func add(_ route: Route) -> Route? {
        var index = 0
        for segment in route.path.segments {
            switch segment {
            case .literal(let text):
                index = child(nodes[index].literals[UTF8Key(text)]) { nodes, new in
                    nodes[index].literals[UTF8Key(text)] = new
                }
            case .parameter:
                index = child(nodes[index].parameter) { nodes, new in nodes[index].parameter = new }
            case .catchAll:
                if let other = nodes[index].catchAllRoutes.first(for: route.method) { return other }
                nodes[index].catchAllRoutes.append(route)
                return nil
            }
        }
        if let other = nodes[index].routes.first(for: route.method) { return other }
        nodes[index].routes.append(route)
        return nil
    }

    /// Adds the route of a mounted app, whose path has no parameters.
    ///
    /// - Returns: The name of a mount or route that matches the same requests, if there is one; then nothing is added.
    mutating func mount(_ route: Route) -> String? {
        var index = 0
        for case .literal(let text) in route.path.segments {
            index = child(nodes[index].literals[UTF8Key(text)]) { nodes, new in
                nodes[index].literals[UTF8Key(text)] = new
            }
        }
        if nodes[index].mount != nil { return "another mounted app" }
        if let other = nodes[index].catchAllRoutes.first { return "the route \(other.name)" }
        nodes[index].mount = route
        return nil
    }

    private mutating func child(_ known: Int?, _ link: (inout [Node], Int) -> Void) -> Int {
        if let known { return known }
        nodes.append(Node())
        link(&nodes, nodes.count - 1)
        return nodes.count - 1
    }

    /// Returns the route for a method and decoded path segments.
    ///
    /// A GET route also matches HEAD.
    func match(_ method: HTTPRequest.Method, _ segments: [String]) -> Match {
        var search = Search(method: method, segments: segments)
        if let route = find(from: 0, at: 0, search: &search) {
            return .found(route, zip(route.parameters, search.values).map { QueryItem($0, $1) })
        }
        return search.allowed.isEmpty ? .none : .methods(search.allowedMethods)
    }

    /// The state of a search.
    private struct Search {
        let method: HTTPRequest.Method
        let segments: [String]
        /// The parameter values found so far.
        var values: [String] = []
        /// The methods of the routes that match the path.
        var allowed: Set<HTTPRequest.Method> = []

        /// Selects the route for the method, or records the allowed methods.
        mutating func choose(_ routes: [Route]) -> Route? {
            if let route = routes.first(for: method) { return route }
            if method == .head, let route = routes.first(for: .get) { return route }
            allowed.formUnion(routes.map(\.method))
            return nil
        }

        /// The methods for the `Allow` field, including those handled without a route.
        var allowedMethods: [HTTPRequest.Method] {
            var methods = allowed.union([.options])
            if methods.contains(.get) { methods.insert(.head) }
            return methods.sorted { $0.rawValue < $1.rawValue }
        }
    }

    private func find(from nodeIndex: Int, at index: Int, search: inout Search) -> Route? {
        let node = nodes[nodeIndex]
        guard index < search.segments.count else { return search.choose(node.routes) }
        let segment = search.segments[index]
        if let next = node.literals[UTF8Key(segment)], let route = find(from: next, at: index + 1, search: &search) {
            return route
        }
        if let next = node.parameter, !segment.isEmpty {
            search.values.append(segment)
            if let route = find(from: next, at: index + 1, search: &search) { return route }
            search.values.removeLast()
        }
        if !node.catchAllRoutes.isEmpty, let route = search.choose(node.catchAllRoutes) {
            search.values.append(search.segments[index...].joined(separator: "/"))
            return route
        }
        return node.mount
    }
}

extension [Route] {
    fileprivate func first(for method: HTTPRequest.Method) -> Route? {
        for route in self where route.method == method { return route }
        return nil
    }
}
