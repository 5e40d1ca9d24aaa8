import HTTPTypes
import SwiftletJSON

/// Finds the route of a request, in time that depends on the path's length and not on the number of routes.
///
/// At each segment text goes before a parameter, and a parameter before the rest of the path.
struct Router: Sendable {
    /// The routes below one beginning of a path.
    ///
    /// Nodes are addressed by their place in ``nodes``.
    private struct Node: Sendable {
        var literals: [UTF8Key: Int] = [:]
        var parameter: Int?
        /// The routes that end here, one for each method: so few that to hash one would take longer than to look.
        var routes: [Route] = []
        /// The routes that take all the rest.
        var rest: [Route] = []
        /// A mounted app, which takes all that no route below takes, whatever the method.
        var mount: Route?
    }

    private var nodes = [Node()]

    /// What a request's path leads to.
    enum Match {
        /// A route, with the values of its parameters.
        case found(Route, [QueryItem])
        /// Nothing for the method; these are the methods that are answered.
        case methods([HTTPRequest.Method])
        /// Nothing.
        case none
    }

    /// Adds a route.
    ///
    /// - Returns: the route that has the same method and the same form of path, if there is one: then nothing is added.
    mutating func add(_ route: Route) -> Route? {
        var place = 0
        for segment in route.path.segments {
            switch segment {
            case .literal(let text):
                place = child(nodes[place].literals[UTF8Key(text)]) { nodes, new in
                    nodes[place].literals[UTF8Key(text)] = new
                }
            case .parameter:
                place = child(nodes[place].parameter) { nodes, new in nodes[place].parameter = new }
            case .rest:
                if let other = nodes[place].rest.first(for: route.method) { return other }
                nodes[place].rest.append(route)
                return nil
            }
        }
        if let other = nodes[place].routes.first(for: route.method) { return other }
        nodes[place].routes.append(route)
        return nil
    }

    /// Adds the route of a mounted app, whose path has no parameters.
    ///
    /// - Returns: how messages name what serves the same requests, if there is such a thing: then nothing is added.
    mutating func mount(_ route: Route) -> String? {
        var place = 0
        for case .literal(let text) in route.path.segments {
            place = child(nodes[place].literals[UTF8Key(text)]) { nodes, new in
                nodes[place].literals[UTF8Key(text)] = new
            }
        }
        if nodes[place].mount != nil { return "another one" }
        if let other = nodes[place].rest.first { return "the route \(other.name)" }
        nodes[place].mount = route
        return nil
    }

    private mutating func child(_ known: Int?, _ link: (inout [Node], Int) -> Void) -> Int {
        if let known { return known }
        nodes.append(Node())
        link(&nodes, nodes.count - 1)
        return nodes.count - 1
    }

    /// Finds the route for a method and decoded segments.
    ///
    /// A GET route also answers HEAD.
    func match(_ method: HTTPRequest.Method, _ segments: [String]) -> Match {
        var search = Search(method: method, segments: segments)
        if let route = find(0, 0, &search) {
            return .found(route, zip(route.parameters, search.values).map { QueryItem($0, $1) })
        }
        return search.allowed.isEmpty ? .none : .methods(search.allowedMethods)
    }

    /// A search under way.
    private struct Search {
        let method: HTTPRequest.Method
        let segments: [String]
        /// The values of the parameters so far.
        var values: [String] = []
        /// The methods of the routes that have the path.
        var allowed: Set<HTTPRequest.Method> = []

        /// The route for the method among those at one place, noting the others.
        mutating func choose(_ routes: [Route]) -> Route? {
            if let route = routes.first(for: method) { return route }
            if method == .head, let route = routes.first(for: .get) { return route }
            allowed.formUnion(routes.map(\.method))
            return nil
        }

        /// The methods for an `Allow` field, with those that are answered without a route.
        var allowedMethods: [HTTPRequest.Method] {
            var methods = allowed.union([.options])
            if methods.contains(.get) { methods.insert(.head) }
            return methods.sorted { $0.rawValue < $1.rawValue }
        }
    }

    private func find(_ place: Int, _ index: Int, _ search: inout Search) -> Route? {
        let node = nodes[place]
        guard index < search.segments.count else { return search.choose(node.routes) }
        let segment = search.segments[index]
        if let next = node.literals[UTF8Key(segment)], let route = find(next, index + 1, &search) { return route }
        if let next = node.parameter, !segment.isEmpty {
            search.values.append(segment)
            if let route = find(next, index + 1, &search) { return route }
            search.values.removeLast()
        }
        if !node.rest.isEmpty, let route = search.choose(node.rest) {
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
