public import HTTPTypes

/// Cross-origin resource sharing: which pages of other origins may call the app
/// ([Fetch, section 3.3](https://fetch.spec.whatwg.org/#http-cors-protocol)).
///
/// List it first in an ``App``, so that errors and 404s carry its header fields too. A preflight is answered here and
/// goes no further. A foreign origin gets no header field that would let it read the answer.
public struct CORS: Middleware {
    private let origins: Origins
    private let methods: [HTTPRequest.Method]
    private let headers: HeaderNames
    private let exposed: [HTTPField.Name]
    private let allowsCredentials: Bool
    private let maxAge: Int

    /// Creates the middleware.
    ///
    /// - Parameters:
    ///   - origins: the origins that may call the app: a list such as `["https://app.example.com"]`, ``Origins/any``, or
    ///     ``Origins/matching(_:)``.
    ///   - credentials: whether pages may send cookies and `Authorization`. With ``Origins/any`` the answer then names the
    ///     origin instead of `*`, as browsers demand.
    ///   - methods: the methods pages may use.
    ///   - headers: the header fields pages may send.
    ///   - exposed: the header fields of a response that pages may read, beside those that are always readable.
    ///   - maxAge: how long a browser may keep the answer to a preflight, in seconds.
    public init(
        allowing origins: Origins,
        credentials: Bool = false,
        methods: [HTTPRequest.Method] = [.delete, .get, .head, .options, .patch, .post, .put],
        headers: HeaderNames = .any,
        exposing exposed: [HTTPField.Name] = [],
        maxAge: Int = 600
    ) {
        self.origins = origins
        self.methods = methods
        self.headers = headers
        self.exposed = exposed
        self.allowsCredentials = credentials
        self.maxAge = maxAge
    }

    /// Creates the middleware for a list of origins; `"*"` in it is any.
    public init(allowing origins: [String], credentials: Bool = false) {
        self.init(
            allowing: origins.contains("*") ? .any : .listed(Set(origins.map(Origins.canonical))),
            credentials: credentials
        )
    }

    /// The origins that may call the app.
    public struct Origins: Sendable, ExpressibleByArrayLiteral {
        fileprivate let isAny: Bool
        fileprivate let contains: @Sendable (String) -> Bool

        /// Every origin.
        public static let any = Origins(isAny: true) { _ in true }

        /// The origins of a list, each a scheme and a host, and a port where it is not the scheme's own.
        public static func listed(_ origins: Set<String>) -> Origins {
            Origins(isAny: false) { origins.contains(canonical($0)) }
        }

        /// The origins for which a function returns true: it is given the whole `Origin` field.
        public static func matching(_ matches: @escaping @Sendable (_ origin: String) -> Bool) -> Origins {
            Origins(isAny: false, contains: matches)
        }

        /// The origins a pattern matches as a whole, such as `https://*.example.com`: `*` stands for one or more letters,
        /// digits, `-` or `.`, and never for anything that would end the host.
        public static func pattern(_ pattern: String) -> Origins {
            let parts = canonical(pattern).split(separator: "*", omittingEmptySubsequences: false).map(String.init)
            return Origins(isAny: false) { WildcardMatch.matches(canonical($0), parts) }
        }

        /// Either of two sets.
        public func or(_ other: Origins) -> Origins {
            Origins(isAny: isAny || other.isAny) { [contains] in contains($0) || other.contains($0) }
        }

        private init(isAny: Bool, contains: @escaping @Sendable (String) -> Bool) {
            self.isAny = isAny
            self.contains = contains
        }

        /// The origins of a literal list.
        public init(arrayLiteral origins: String...) {
            self = .listed(Set(origins.map(Self.canonical)))
        }

        /// Scheme and host are the same in any case; a slash at the end is a common slip in a setting.
        fileprivate static func canonical(_ origin: String) -> String {
            let lower = origin.lowercased()
            return lower.hasSuffix("/") ? String(lower.dropLast()) : lower
        }
    }

    /// The header fields that pages may send.
    public struct HeaderNames: Sendable, ExpressibleByArrayLiteral {
        /// `nil` for any.
        fileprivate let names: [HTTPField.Name]?

        /// Every field.
        public static let any = HeaderNames(names: nil)

        private init(names: [HTTPField.Name]?) {
            self.names = names
        }

        /// The fields of a list.
        public init(arrayLiteral names: HTTPField.Name...) {
            self.names = names
        }
    }

    /// Answers a preflight, and adds the header fields to every other response.
    public func handle(_ request: Request, _ context: Context, next: @escaping Next) async throws -> Response {
        guard let origin = request.header(.origin) else {
            var response = try await next(request, context)
            if variesByOrigin { response.headers.addVary("Origin") }
            return response
        }
        if request.method == .options, let method = request.header(.accessControlRequestMethod) {
            return preflight(request, origin, method)
        }
        var response = try await next(request, context)
        if variesByOrigin { response.headers.addVary("Origin") }
        guard origins.contains(origin) else { return response }
        allow(origin, &response)
        if !exposed.isEmpty {
            response.headers[.accessControlExposeHeaders] = exposed.map(\.rawName).joined(separator: ", ")
        }
        return response
    }

    /// Whether the answer differs from origin to origin, which caches must know.
    private var variesByOrigin: Bool { !origins.isAny || allowsCredentials }

    private func allow(_ origin: String, _ response: inout Response) {
        response.headers[.accessControlAllowOrigin] = variesByOrigin ? origin : "*"
        if allowsCredentials { response.headers[.accessControlAllowCredentials] = "true" }
    }

    private func preflight(_ request: Request, _ origin: String, _ method: String) -> Response {
        var refused: [String] = []
        if !origins.contains(origin) { refused.append("origin") }
        if !methods.contains(where: { $0.rawValue == method }) { refused.append("method") }
        let asked = request.header(.accessControlRequestHeaders) ?? ""
        let names = asked.split(separator: ",").map(\.trimmed)
        if let allowed = headers.names,
            names.contains(where: { name in !allowed.contains { $0.canonicalName == name.lowercased() } })
        {
            refused.append("headers")
        }
        var response =
            refused.isEmpty
            ? Response.text("OK")
            : Response.text("Disallowed CORS \(refused.joined(separator: ", "))", status: .badRequest)
        response.headers[.vary] = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"
        guard !refused.contains("origin") else { return response }
        allow(origin, &response)
        response.headers[.accessControlAllowMethods] = methods.map(\.rawValue).joined(separator: ", ")
        response.headers[.accessControlMaxAge] = "\(maxAge)"
        let allowed = headers.names?.map(\.rawName).joined(separator: ", ") ?? asked
        if !allowed.isEmpty { response.headers[.accessControlAllowHeaders] = allowed }
        return response
    }
}

/// Matches a text against a pattern whose parts were split at `*`.
private enum WildcardMatch {
    static func matches(_ text: String, _ parts: [String]) -> Bool {
        guard let first = parts.first, text.hasPrefix(first) else { return false }
        guard parts.count > 1 else { return text == first }
        return matches(text.dropFirst(first.count), parts[1...])
    }

    private static func matches(_ text: Substring, _ parts: ArraySlice<String>) -> Bool {
        guard let part = parts.first else { return text.isEmpty }
        let rest = parts.dropFirst()
        var end = text.startIndex
        while end < text.endIndex, isHostCharacter(text[end]) {
            end = text.index(after: end)
            let tail = text[end...]
            if tail.hasPrefix(part), rest.isEmpty ? tail.count == part.count : matches(tail.dropFirst(part.count), rest)
            {
                return true
            }
        }
        return false
    }

    private static func isHostCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "-" || character == ".")
    }
}

extension HTTPFields {
    /// Adds a name to `Vary`, unless it is there.
    package mutating func addVary(_ name: String) {
        let known = self[.vary]?.split(separator: ",").map { $0.trimmed.lowercased() } ?? []
        if known.contains("*") || known.contains(name.lowercased()) { return }
        self[.vary] = self[.vary].map { "\($0), \(name)" } ?? name
    }
}
