import FoundationEssentials
import HTTPTypes
import Swiftlet
import Synchronization

/// Stores the cookies of responses and sends them with later requests, for tests of sessions.
///
/// ```swift
/// let jar = CookieJar()
/// let client = TestClient(articlesApp(), cookies: jar)
/// jar.set("__Host-session", "s-1")
/// try await client.post("/logout").expect(.seeOther)
/// #expect(jar.cookies["__Host-session"] == nil)
/// ```
///
/// Cookies are matched by path and expire by `Max-Age` or `Expires` as specified in
/// [RFC 6265, section 5](https://www.rfc-editor.org/rfc/rfc6265#section-5). Domains are ignored, since an app has one host, and
/// `Secure` cookies are always sent, since its requests use HTTPS.
public final class CookieJar: Sendable {
    struct Cookie: Sendable {
        let name: String
        var value: String
        /// The `Path` attribute; `nil` for the path of the request.
        var path: String?
        /// The expiration time; `nil` for a session cookie.
        private var expiry: Date?

        /// Parses a `Set-Cookie` field received at a time; `nil` if it has no name.
        init?(_ field: String, at now: Date) {
            let parts = field.split(separator: ";", omittingEmptySubsequences: false).map(\.trimmed)
            guard let equals = parts[0].firstIndex(of: "="), equals > parts[0].startIndex else { return nil }
            name = String(parts[0][..<equals].trimmed)
            value = String(parts[0][parts[0].index(after: equals)...].trimmed)
            var maximumAge: Int?
            for part in parts.dropFirst() {
                let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(\.trimmed)
                guard pair.count == 2 else { continue }
                switch pair[0].lowercased() {
                case "path": path = pair[1].hasPrefix("/") ? String(pair[1]) : nil
                case "max-age": maximumAge = Int(pair[1]) ?? maximumAge
                case "expires": expiry = Self.date(pair[1]) ?? expiry
                default: break
                }
            }
            // `Max-Age` has precedence over `Expires`.
            if let maximumAge { expiry = now.addingTimeInterval(Double(maximumAge)) }
        }

        private static func date(_ text: Substring) -> Date? {
            HTTPDate.parse(String(text)).map { Date(timeIntervalSince1970: Double($0)) }
        }

        init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
            self.path = "/"
        }

        func isExpired(at now: Date) -> Bool {
            expiry.map { $0 <= now } ?? false
        }
    }

    private let kept = Mutex<[Cookie]>([])

    /// Creates an empty jar.
    public init() {}

    /// The values of the cookies by name, including those that have expired since they were set.
    public var cookies: [String: String] {
        kept.withLock { Dictionary($0.map { ($0.name, $0.value) }) { $1 } }
    }

    /// Sets a cookie for all paths, or removes all cookies with the name.
    public func set(_ name: String, _ value: String?) {
        kept.withLock { cookies in
            cookies.removeAll { $0.name == name && (value == nil || $0.path == "/") }
            if let value { cookies.append(Cookie(name, value)) }
        }
    }

    /// Stores the cookies of a response received at a time, and removes expired ones.
    func store(from headers: HTTPFields, path: String, at now: Date) {
        for field in headers[fields: .setCookie] {
            guard var cookie = Cookie(field.value, at: now) else { continue }
            let path = cookie.path ?? Self.defaultPath(path)
            cookie.path = path
            kept.withLock { cookies in
                let index = cookies.firstIndex { $0.name == cookie.name && $0.path == path }
                if cookie.isExpired(at: now) {
                    if let index { cookies.remove(at: index) }
                } else if let index {
                    cookies[index] = cookie
                } else {
                    cookies.append(cookie)
                }
            }
        }
    }

    /// Adds the cookies to the header fields of a request sent at a time.
    func apply(to headers: inout HTTPFields, path: String, at now: Date) {
        let cookies = kept.withLock { $0.filter { !$0.isExpired(at: now) && Self.matches(path, $0.path ?? "/") } }
        // Cookies with longer paths come first.
        let text =
            cookies.enumerated()
            .sorted { ($1.element.path?.count ?? 0, $0.offset) < ($0.element.path?.count ?? 0, $1.offset) }
            .map { "\($0.element.name)=\($0.element.value)" }
            .joined(separator: "; ")
        if !text.isEmpty { headers[.cookie] = headers[.cookie].map { "\($0); \(text)" } ?? text }
    }

    /// The default path of a cookie: that of the request up to its last slash (RFC 6265, section 5.1.4).
    private static func defaultPath(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    private static func matches(_ path: String, _ cookiePath: String) -> Bool {
        path == cookiePath || path.hasPrefix(cookiePath.hasSuffix("/") ? cookiePath : cookiePath + "/")
    }
}
