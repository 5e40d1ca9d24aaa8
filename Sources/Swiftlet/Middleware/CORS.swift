public import HTTPTypes
import SwiftletJSON

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
    private let allowsPrivateNetwork: Bool
    private let maxAge: Int
    private let faults: [String]

    /// Creates the middleware.
    ///
    /// - Parameters:
    ///   - origins: the origins that may call the app: a list such as `["https://app.example.com"]`, ``Origins/any``, or
    ///     ``Origins/matching(_:)``.
    ///   - credentials: whether pages may send cookies and `Authorization`. Not with ``Origins/any``, which is an
    ///     ``AppError`` at start: every website could read what its visitors may read.
    ///   - methods: the methods pages may use.
    ///   - headers: the header fields pages may send, beside `Accept`, `Accept-Language`, `Content-Language` and
    ///     `Content-Type`, which are always allowed.
    ///   - exposed: the header fields of a response that pages may read, beside those that are always readable.
    ///   - allowPrivateNetwork: whether pages of the public internet may call the app in a private network
    ///     ([Private Network Access](https://wicg.github.io/private-network-access/)); a preflight that asks for it is
    ///     otherwise rejected.
    ///   - maxAge: how long a browser may keep the answer to a preflight, in seconds.
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
        self.faults = origins.faults + (credentials && origins.isAny ? [Self.credentialsForAny] : [])
    }

    private static let credentialsForAny = """
        CORS allows every origin (`*`) together with credentials, so any website could read responses with the cookies \
        of its visitors. List the allowed origins, or use `credentials: false`.
        """

    /// Creates the middleware for a list of origins; `"*"` in it is any.
    public init(allowing origins: [String], credentials: Bool = false) {
        self.init(allowing: Origins(origins), credentials: credentials)
    }

    /// Adds the middleware to the group it is listed in, and reports origins that are not valid.
    public func register(in assembly: inout AppAssembly) {
        for fault in faults {
            assembly.report(fault)
        }
        assembly.add(self)
    }

    /// The origins that may call the app.
    public struct Origins: Sendable, ExpressibleByArrayLiteral {
        fileprivate let isAny: Bool
        /// The origins of which browsers send none like it, each in a sentence.
        fileprivate let faults: [String]
        fileprivate let contains: @Sendable (String) -> Bool

        /// Every origin.
        public static let any = Origins(isAny: true) { _ in true }

        /// The origins of a list, each a scheme and a host, and a port where it is not the scheme's own.
        ///
        /// Case, a slash at the end and the scheme's own port make no difference. One that is not an origin, such as
        /// a URL with a path, is an ``AppError`` at start.
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

        /// The origins for which a function returns true: it is given the whole `Origin` field.
        public static func matching(_ matches: @escaping @Sendable (_ origin: String) -> Bool) -> Origins {
            Origins(isAny: false, contains: matches)
        }

        /// The origins a pattern matches as a whole, such as `https://*.example.com`: `*` stands for one or more letters,
        /// digits, `-` or `.`, and never for anything that would end the host.
        public static func pattern(_ pattern: String) -> Origins {
            guard let text = SerializedOrigin.canonical(pattern, allowsWildcards: true) else {
                return Origins(isAny: false, faults: [fault(pattern)]) { _ in false }
            }
            let match = WildcardMatch(text)
            return Origins(isAny: false) { SerializedOrigin.canonical($0).map(match.matches) ?? false }
        }

        /// Either of two sets.
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

        /// The origins of a literal list; `"*"` in it is any.
        public init(arrayLiteral origins: String...) {
            self.init(origins)
        }

        fileprivate init(_ origins: [String]) {
            self = origins.contains("*") ? .any : .listed(Set(origins))
        }
    }

    /// The header fields that pages may send.
    public struct HeaderNames: Sendable, ExpressibleByArrayLiteral {
        /// The fields of a list that browsers may send without a preflight, if their values are simple enough
        /// ([Fetch, section 2.2.2](https://fetch.spec.whatwg.org/#cors-safelisted-request-header)).
        private static let safelisted: [HTTPField.Name] = [.accept, .acceptLanguage, .contentLanguage, .contentType]

        /// `nil` for any.
        fileprivate let names: [HTTPField.Name]?

        /// Every field.
        public static let any = HeaderNames(names: nil)

        private init(names: [HTTPField.Name]?) {
            self.names = names
        }

        /// The fields of a list, and those that are always allowed.
        public init(arrayLiteral names: HTTPField.Name...) {
            self.names = Set(names + Self.safelisted).sorted { $0.rawName < $1.rawName }
        }
    }

    /// Answers a preflight, and adds the header fields to every other response.
    public func handle(_ request: Request, _ context: Context, next: @escaping Next) async throws -> Response {
        if request.method == .options, let origin = request.header(.origin),
            let method = request.header(.accessControlRequestMethod)
        {
            return preflight(request, origin, method)
        }
        var response = try await next(request, context)
        // A cache must not give a page what was sent without an origin, even where every origin is allowed.
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
    private static let requestPrivateNetwork = name("Access-Control-Request-Private-Network")
    private static let allowPrivateNetwork = name("Access-Control-Allow-Private-Network")

    private static func name(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("`\(text)` is not a field name.") }
        return name
    }

    private func preflight(_ request: Request, _ origin: String, _ method: String) -> Response {
        var disallowed: [String] = []
        if !origins.contains(origin) { disallowed.append("origin") }
        if !methods.contains(where: { $0.rawValue.utf8Equals(method) }) { disallowed.append("method") }
        let asked = request.header(.accessControlRequestHeaders) ?? ""
        let names = asked.utf8.split(separator: UInt8(ascii: ",")).map { Substring($0).trimmed }
        if let allowed = headers.names,
            names.contains(where: { name in !allowed.contains { name.equalsIgnoringASCIICase($0.canonicalName) } })
        {
            disallowed.append("headers")
        }
        let asksForPrivateNetwork = request.header(Self.requestPrivateNetwork) != nil
        if asksForPrivateNetwork, !allowsPrivateNetwork { disallowed.append("private-network") }
        var response =
            disallowed.isEmpty
            ? Response.text("OK")
            : Response.text("Disallowed CORS \(disallowed.joined(separator: ", "))", status: .badRequest)
        response.headers[.vary] = Self.preflightVary
        guard !disallowed.contains("origin") else { return response }
        allow(origin, &response)
        response.headers[.accessControlAllowMethods] = methods.map(\.rawValue).joined(separator: ", ")
        response.headers[.accessControlMaxAge] = "\(maxAge)"
        let allowed = headers.names?.map(\.rawName).joined(separator: ", ") ?? asked
        if !allowed.isEmpty { response.headers[.accessControlAllowHeaders] = allowed }
        if asksForPrivateNetwork, allowsPrivateNetwork {
            response.headers[Self.allowPrivateNetwork] = "true"
        }
        return response
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
