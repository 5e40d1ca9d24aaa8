import SwiftletJSON

/// A parsed route path, such as `/users/{user_id}` or `/files/{path:path}`.
struct RoutePath: Sendable, Hashable, CustomStringConvertible {
    enum Segment: Sendable, Hashable {
        /// Literal text.
        case literal(String)
        /// `{name}`: one segment, not empty.
        case parameter(String)
        /// `{name:path}`: the rest of the path after the preceding slash; may be empty.
        case catchAll(String)
    }

    /// The unparsed path.
    let description: String
    let segments: [Segment]
    /// The reason why the path is invalid, one sentence; `nil` if it is valid.
    let fault: String?

    init(_ path: String) {
        var segments: [Segment] = []
        var names: Set<String> = []
        var fault: String?
        if let first = path.utf8.first, first != UInt8(ascii: "/") { fault = "It must begin with a slash." }
        let parts =
            path.isEmpty
            ? [] : path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            let segment = Self.segment(Substring(part))
            switch segment {
            case .literal(let text):
                if text.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) {
                    fault = "A parameter in braces must be a whole segment, unlike `\(text)`."
                }
            case .parameter(let name), .catchAll(let name):
                if !names.insert(name).inserted { fault = "Duplicate parameter `\(name)`." }
                if name.isEmpty { fault = "A parameter has no name." }
                if case .catchAll = segment, index != parts.count - 1 {
                    fault = "`{\(name):path}` matches the rest of the path and must be the last segment."
                }
            }
            segments.append(segment)
        }
        self.description = path
        self.segments = segments
        self.fault = fault
    }

    private static func segment(_ part: Substring) -> Segment {
        let bytes = part.utf8
        guard bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}"), bytes.count > 1 else {
            return .literal(String(part))
        }
        let name = bytes.dropFirst().dropLast()
        let kind = name.suffix(":path".utf8.count)
        if kind.elementsEqual(":path".utf8) { return .catchAll(String(Substring(name.dropLast(kind.count)))) }
        return .parameter(String(Substring(name)))
    }

    /// Whether the last segment matches the rest of a request's path.
    var hasCatchAll: Bool {
        if case .catchAll = segments.last { true } else { false }
    }

    /// The names of the parameters, in order.
    var parameters: [String] {
        segments.compactMap { segment in
            switch segment {
            case .literal: nil
            case .parameter(let name), .catchAll(let name): name
            }
        }
    }

    /// The path in the OpenAPI document: `{path:path}` becomes `{path}`.
    var documented: String {
        segments.isEmpty
            ? "/"
            : segments.map { segment in
                switch segment {
                case .literal(let text): "/" + text
                case .parameter(let name), .catchAll(let name): "/{\(name)}"
                }
            }
            .joined()
    }

    /// The path without parameter names: OpenAPI treats paths that differ only in parameter names as identical
    /// ([Paths Object](https://spec.openapis.org/oas/v3.1.0#paths-object)).
    var template: String {
        segments.map { segment in
            switch segment {
            case .literal(let text): "/" + text
            case .parameter, .catchAll: "/{}"
            }
        }
        .joined()
    }

    /// Matches the path against the end of a request's path, and returns the parameter values.
    ///
    /// A catch-all path begins where its other segments first match: `/files/{owner}/{path:path}` matches
    /// `/v1/files/ada/a/b` with the values `ada` and `a/b`.
    ///
    /// - Parameter requested: The decoded segments of the request's path.
    /// - Returns: The values by name, or `nil` if the path does not match.
    func values(atEndOf requested: [String]) -> [QueryItem]? {
        if case .catchAll(let name) = segments.last {
            let fixed = segments.dropLast()
            guard requested.count > fixed.count else { return nil }
            for start in 0..<requested.count - fixed.count {
                let end = start + fixed.count
                guard let values = Self.values(of: fixed, in: requested[start..<end]) else { continue }
                return values + [QueryItem(name, requested[end...].joined(separator: "/"))]
            }
            return nil
        }
        guard requested.count >= segments.count else { return nil }
        return Self.values(of: segments[...], in: requested.suffix(segments.count))
    }

    private static func values(of segments: ArraySlice<Segment>, in texts: ArraySlice<String>) -> [QueryItem]? {
        var values: [QueryItem] = []
        for (segment, text) in zip(segments, texts) {
            switch segment {
            case .literal(let literal):
                guard literal.utf8Equals(text) else { return nil }
            case .parameter(let name), .catchAll(let name):
                guard !text.isEmpty else { return nil }
                values.append(QueryItem(name, text))
            }
        }
        return values
    }
}
