public import HTTPTypes
import SwiftletJSON

/// Cross-origin resource sharing (CORS): allows pages from other origins to call the app
/// ([Fetch, section 3.3](https://fetch.spec.whatwg.org/#http-cors-protocol)).
///
/// ```swift
/// let publicAPI = App(title: "Shop", version: "1.0.0") {
///     CORS(allowing: ["https://shop.example.com"], credentials: true, exposing: [.requestID])
///     sell
/// }
/// ```
///
/// List it first in an ``App``, so that error responses have its header fields too. It responds to preflight requests
/// itself. An origin that is not allowed receives no header field that would let it read the response.
public struct CORS: Middleware {
    private let origins: Origins
    private let methods: [HTTPRequest.Method]
    private let headers: HeaderNames
    private let exposed: [HTTPField.Name]
    private let allowsCredentials: Bool
    private let allowsPrivateNetwork: Bool
    private let maxAge: Int
    /// The entries of the list that are not origins, and every origin together with credentials.
    public let configurationErrors: [String]

    /// Creates the middleware.
    ///
    /// - Parameters:
    ///   - origins: The allowed origins: a list such as `["https://app.example.com"]`, ``Origins/any``, or
    ///     ``Origins/matching(_:)``.
    ///   - credentials: Whether pages may send cookies and `Authorization`. With ``Origins/any`` it is an ``AppError`` at
    ///     startup, because any website could read the responses to its visitors.
    ///   - methods: The allowed methods.
    ///   - headers: The allowed request header fields, in addition to `Accept`, `Accept-Language`, `Content-Language` and
    ///     `Content-Type`, which are always allowed.
    ///   - exposed: The response header fields that pages may read, in addition to those that are always readable.
    ///   - allowPrivateNetwork: Whether pages on the public internet may call the app in a private network
    ///     ([Private Network Access](https://wicg.github.io/private-network-access/)); otherwise a preflight that requests
    ///     it is rejected.
    ///   - maxAge: The time that a browser may cache a preflight response, in seconds.
    public init(
        allowing origins: Origins,
        credentials: Bool = false,
        methods: [HTTPRequest.Method] = [.delete, .get, .head, .options, .patch, .post, .put],
        headers: HeaderNames = .any,
        exposing exposed: [HTTPField.Name] = [],
        allowPrivateNetwork: Bool = false,
        maxAge: Int = 600
    ) {
        self.origins = origins
        self.methods = methods
        self.headers = headers
        self.exposed = exposed
        self.allowsCredentials = credentials && !origins.isAny
        self.allowsPrivateNetwork = allowPrivateNetwork
        self.maxAge = maxAge
        self.configurationErrors = origins.faults + (credentials && origins.isAny ? [Self.credentialsForAny] : [])
    }

    private static let credentialsForAny = """
        CORS allows every origin (`*`) together with credentials, so any website could read responses with the cookies \
        of its visitors. List the allowed origins, or use `credentials: false`.
        """

    /// Creates the middleware for a list of origins; `"*"` allows any origin.
    public init(allowing origins: [String], credentials: Bool = false) {
        self.init(allowing: Origins(origins), credentials: credentials)
    }

    /// The allowed origins.
    public struct Origins: Sendable, ExpressibleByArrayLiteral {
        fileprivate let isAny: Bool
        /// The errors about entries that are not origins, one sentence each.
        fileprivate let faults: [String]
        fileprivate let contains: @Sendable (String) -> Bool

        /// Every origin.
        public static let any = Origins(isAny: true) { _ in true }

        /// Allows the origins in a list, each a scheme, a host and, unless it is the scheme's default, a port.
        ///
        /// Case, a trailing slash and the default port are ignored. An entry that is not an origin, such as a URL with a path,
        /// is an ``AppError`` at startup.
        public static func listed(_ origins: Set<String>) -> Origins {
            var canonical: Set<String> = []
            var faults: [String] = []
            for origin in origins.sorted() {
                if let text = SerializedOrigin.canonical(origin) {
                    canonical.insert(text)
                } else {
                    faults.append(fault(origin))
                }
            }
            return Origins(isAny: false, faults: faults) { [canonical] origin in
                // Browsers send the canonical form.
                canonical.contains(origin) || SerializedOrigin.canonical(origin).map(canonical.contains) ?? false
            }
        }

        private static func fault(_ origin: String) -> String {
            "CORS allows `\(origin)`, which is not an origin such as `https://app.example.com` or `http://localhost:8080`."
        }

        /// Allows the origins for which a closure returns `true`; it receives the value of the `Origin` field.
        public static func matching(_ matches: @escaping @Sendable (_ origin: String) -> Bool) -> Origins {
            Origins(isAny: false, contains: matches)
        }

        /// Allows the origins that match a pattern such as `https://*.example.com`: `*` matches one or more letters, digits, `-`
        /// or `.`, and nothing that would end the host.
        public static func pattern(_ pattern: String) -> Origins {
            guard let text = SerializedOrigin.canonical(pattern, allowsWildcards: true) else {
                return Origins(isAny: false, faults: [fault(pattern)]) { _ in false }
            }
            let match = WildcardMatch(text)
            return Origins(isAny: false) { SerializedOrigin.canonical($0).map(match.matches) ?? false }
        }

        /// Allows the origins of both sets.
        public func or(_ other: Origins) -> Origins {
            Origins(isAny: isAny || other.isAny, faults: faults + other.faults) { [contains] in
                contains($0) || other.contains($0)
            }
        }

        private init(isAny: Bool, faults: [String] = [], contains: @escaping @Sendable (String) -> Bool) {
            self.isAny = isAny
            self.faults = faults
            self.contains = contains
        }

        /// Creates the set from a list of origins; `"*"` allows any origin.
        public init(arrayLiteral origins: String...) {
            self.init(origins)
        }

        fileprivate init(_ origins: [String]) {
            self = origins.contains("*") ? .any : .listed(Set(origins))
        }
    }

    /// The allowed request header fields.
    public struct HeaderNames: Sendable, ExpressibleByArrayLiteral {
        /// The CORS-safelisted request header fields, which browsers may send without a preflight
        /// ([Fetch, section 2.2.2](https://fetch.spec.whatwg.org/#cors-safelisted-request-header)).
        private static let safelisted: [HTTPField.Name] = [.accept, .acceptLanguage, .contentLanguage, .contentType]

        /// The field names, or `nil` for any.
        fileprivate let names: [HTTPField.Name]?

        /// Every field.
        public static let any = HeaderNames(names: nil)

        private init(names: [HTTPField.Name]?) {
            self.names = names
        }

        /// Allows the fields in a list, in addition to those that are always allowed.
        public init(arrayLiteral names: HTTPField.Name...) {
            self.names = Set(names + Self.safelisted).sorted { $0.rawName < $1.rawName }
        }
    }

    /// Responds to a preflight request, or adds the CORS header fields to the response.
    public func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        if request.method == .options, let origin = request.header(.origin),
            let method = request.header(.accessControlRequestMethod)
        {
            return preflight(request, origin: origin, method: method)
        }
        var response = try await next(request, context)
        // A cache must not serve a response without CORS fields to a page, even if every origin is allowed.
        response.headers.addVary("Origin")
        guard let origin = request.header(.origin), origins.contains(origin) else { return response }
        allow(origin, &response)
        if !exposed.isEmpty {
            response.headers[.accessControlExposeHeaders] = exposed.map(\.rawName).joined(separator: ", ")
        }
        return response
    }

    private func allow(_ origin: String, _ response: inout Response) {
        response.headers[.accessControlAllowOrigin] = origins.isAny ? "*" : origin
        if allowsCredentials { response.headers[.accessControlAllowCredentials] = "true" }
    }

    private static let preflightVary = """
        Origin, Access-Control-Request-Method, Access-Control-Request-Headers, Access-Control-Request-Private-Network
        """
    private static let requestPrivateNetwork = HTTPField.Name.constant("Access-Control-Request-Private-Network")
    private static let allowPrivateNetwork = HTTPField.Name.constant("Access-Control-Allow-Private-Network")

    private func preflight(_ request: Request, origin: String, method: String) -> Response {
        var disallowed: [String] = []
        if !origins.contains(origin) { disallowed.append("origin") }
        if !methods.contains(where: { $0.rawValue.utf8Equals(method) }) { disallowed.append("method") }
        let requestedHeaders = request.header(.accessControlRequestHeaders) ?? ""
        let names = requestedHeaders.utf8.split(separator: UInt8(ascii: ",")).map { Substring($0).trimmed }
        if let allowed = headers.names,
            names.contains(where: { name in !allowed.contains { name.equalsIgnoringASCIICase($0.canonicalName) } })
        {
            disallowed.append("headers")
        }
        let requestsPrivateNetwork = request.header(Self.requestPrivateNetwork) != nil
        if requestsPrivateNetwork, !allowsPrivateNetwork { disallowed.append("private-network") }
        var response =
            disallowed.isEmpty
            ? Response.text("OK")
            : Response.text("Disallowed CORS \(disallowed.joined(separator: ", "))", status: .badRequest)
        response.headers[.vary] = Self.preflightVary
        guard !disallowed.contains("origin") else { return response }
        allow(origin, &response)
        response.headers[.accessControlAllowMethods] = methods.map(\.rawValue).joined(separator: ", ")
        response.headers[.accessControlMaxAge] = "\(maxAge)"
        let allowed = headers.names?.map(\.rawName).joined(separator: ", ") ?? requestedHeaders
        if !allowed.isEmpty { response.headers[.accessControlAllowHeaders] = allowed }
        if requestsPrivateNetwork, allowsPrivateNetwork {
            response.headers[Self.allowPrivateNetwork] = "true"
        }
        return response
    }
}

extension HTTPFields {
    /// Adds a name to `Vary`, unless it is already included.
    package mutating func addVary(_ name: String) {
        let known = self[.vary]?.split(separator: ",").map { $0.trimmed.lowercased() } ?? []
        if known.contains("*") || known.contains(name.lowercased()) { return }
        self[.vary] = self[.vary].map { "\($0), \(name)" } ?? name
    }
}
