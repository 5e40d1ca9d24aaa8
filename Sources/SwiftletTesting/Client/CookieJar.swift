internal import HTTPTypes
internal import Swiftlet
internal import Synchronization

/// Keeps the cookies that responses set, and sends them with the requests after: for tests of sessions.
///
/// It knows names and values and lets go of a cookie with `Max-Age=0`; domains, paths and dates it does not look at.
public final class CookieJar: Sendable {
    struct Cookie {
        let name: String
        let value: String
        let isRemoved: Bool

        /// Reads a `Set-Cookie` field; `nil` if it has no name.
        init?(_ field: String) {
            let parts = field.split(separator: ";", omittingEmptySubsequences: false).map(\.trimmed)
            guard let equals = parts[0].firstIndex(of: "="), equals > parts[0].startIndex else { return nil }
            name = String(parts[0][..<equals])
            value = String(parts[0][parts[0].index(after: equals)...])
            isRemoved = parts.dropFirst().contains { $0.lowercased() == "max-age=0" }
        }
    }

    private let kept = Mutex<[(name: String, value: String)]>([])

    /// Creates an empty jar.
    public init() {}

    /// The cookies, by name.
    public var cookies: [String: String] {
        kept.withLock { Dictionary($0.map { ($0.name, $0.value) }) { $1 } }
    }

    /// Puts a cookie in, or takes it out.
    public func set(_ name: String, _ value: String?) {
        kept.withLock { cookies in
            let index = cookies.firstIndex { $0.name == name }
            switch (index, value) {
            case (let index?, let value?): cookies[index].value = value
            case (let index?, nil): cookies.remove(at: index)
            case (nil, let value?): cookies.append((name, value))
            case (nil, nil): break
            }
        }
    }

    func take(from headers: HTTPFields) {
        for field in headers[fields: .setCookie] {
            guard let cookie = Cookie(field.value) else { continue }
            set(cookie.name, cookie.isRemoved ? nil : cookie.value)
        }
    }

    func put(into headers: inout HTTPFields) {
        let text = kept.withLock { $0.map { "\($0.name)=\($0.value)" }.joined(separator: "; ") }
        if !text.isEmpty { headers[.cookie] = headers[.cookie].map { "\($0); \(text)" } ?? text }
    }
}
