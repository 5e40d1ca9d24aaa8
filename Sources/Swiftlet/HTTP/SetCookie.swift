public import FoundationEssentials
public import HTTPTypes

/// A cookie set by a response, with the attributes of
/// [RFC 6265bis, section 4.1](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1).
///
/// By default it is a session cookie for all paths of the host, with `Secure`, `HttpOnly` and `SameSite=Lax`.
///
/// ```swift
/// var response = Response(.noContent)
/// response.setCookie(try SetCookie("__Host-session", token, maxAge: 3600))
/// ```
public struct SetCookie: Sendable, Hashable {
    /// The `SameSite` attribute: which cross-site requests include a cookie.
    public struct SameSite: Sendable, Hashable {
        let rawValue: String

        /// No cross-site requests.
        public static let strict = SameSite(rawValue: "Strict")
        /// Top-level navigations with a safe method.
        public static let lax = SameSite(rawValue: "Lax")
        /// All cross-site requests; requires the `Secure` attribute.
        public static let none = SameSite(rawValue: "None")
    }

    /// The name.
    public let name: String
    /// The value.
    public let value: String
    /// The value of the `Set-Cookie` field.
    public let description: String

    /// Creates a cookie.
    ///
    /// - Parameters:
    ///   - name: The name, a token (RFC 9110, section 5.6.2). With the prefix `__Secure-` the cookie must be secure; with the
    ///     prefix `__Host-` it must also have the path `/` and no domain.
    ///   - value: The value: ASCII without spaces, control characters, quotes, commas, semicolons and backslashes. Encode
    ///     other text, for example with percent-encoding. Name and value are limited to 4,096 bytes in total.
    ///   - maxAge: The lifetime in seconds; 0 or less deletes the cookie. Takes precedence over `expires`. Without either it
    ///     is a session cookie.
    ///   - expires: The expiration date.
    ///   - path: The path for which the cookie is sent, including subpaths; `nil` for the request's path without its last
    ///     segment.
    ///   - domain: The domain for which the cookie is sent, including subdomains; `nil` for this host only.
    ///   - isSecure: Whether the cookie is only sent over HTTPS.
    ///   - isHTTPOnly: Whether the cookie is inaccessible to scripts.
    ///   - sameSite: The cross-site requests that include the cookie; `nil` for the browser's default.
    ///   - isPartitioned: Whether the cookie is partitioned by top-level site (CHIPS); requires `isSecure`.
    /// - Throws: ``SetCookieError`` if browsers would reject or misinterpret the cookie.
    public init(
        _ name: String,
        _ value: String,
        maxAge: Int? = nil,
        expires: Date? = nil,
        path: String? = "/",
        domain: String? = nil,
        isSecure: Bool = true,
        isHTTPOnly: Bool = true,
        sameSite: SameSite? = .lax,
        isPartitioned: Bool = false
    ) throws(SetCookieError) {
        guard !name.isEmpty, name.utf8.allSatisfy(\.isTokenByte) else { throw SetCookieError(.invalidName) }
        guard value.utf8.allSatisfy(\.isCookieOctet), name.utf8.count + value.utf8.count <= 4096 else {
            throw SetCookieError(.invalidValue)
        }
        let hasHostPrefix = name[...].hasPrefix(ignoringASCIICase: "__host-")
        if (hasHostPrefix || name[...].hasPrefix(ignoringASCIICase: "__secure-")) && !isSecure
            || hasHostPrefix && (path != "/" || domain != nil)
        {
            throw SetCookieError(.prefix)
        }
        if !isSecure, sameSite == SameSite.none || isPartitioned { throw SetCookieError(.insecure) }
        var text = "\(name)=\(value)"
        if let expires {
            let seconds = expires.timeIntervalSince1970.rounded(.down)
            guard let date = Int(exactly: seconds).flatMap(HTTPDate.format) else { throw SetCookieError(.invalidDate) }
            text += "; Expires=\(date)"
        }
        if let maxAge { text += "; Max-Age=\(maxAge)" }
        if let domain {
            guard !domain.isEmpty, domain.utf8.count <= 253, domain.utf8.allSatisfy(\.isDomainByte) else {
                throw SetCookieError(.invalidDomain)
            }
            text += "; Domain=\(domain)"
        }
        if let path {
            guard path.utf8.first == UInt8(ascii: "/"), path.utf8.count <= 1024, path.utf8.allSatisfy(\.isPathByte)
            else {
                throw SetCookieError(.invalidPath)
            }
            text += "; Path=\(path)"
        }
        if isSecure { text += "; Secure" }
        if isHTTPOnly { text += "; HttpOnly" }
        if let sameSite { text += "; SameSite=\(sameSite.rawValue)" }
        if isPartitioned { text += "; Partitioned" }
        self.name = name
        self.value = value
        self.description = text
    }

    /// Creates a cookie that deletes the cookie with the same name, path and domain.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - path: The path of the cookie to delete.
    ///   - domain: The domain of the cookie to delete.
    ///   - isSecure: Whether to set the `Secure` attribute; browsers ignore secure cookies over HTTP.
    ///   - isPartitioned: Whether the cookie to delete is partitioned.
    /// - Returns: The cookie to set.
    /// - Throws: ``SetCookieError`` if the name, path, domain or attributes are invalid.
    public static func deleting(
        _ name: String,
        path: String? = "/",
        domain: String? = nil,
        isSecure: Bool = true,
        isPartitioned: Bool = false
    ) throws(SetCookieError) -> SetCookie {
        try SetCookie(
            name,
            "",
            maxAge: 0,
            expires: Date(timeIntervalSince1970: 0),
            path: path,
            domain: domain,
            isSecure: isSecure,
            isPartitioned: isPartitioned
        )
    }

    /// The `Set-Cookie` field.
    public var field: HTTPField { HTTPField(name: .setCookie, value: description) }
}

extension Response {
    /// Adds a `Set-Cookie` field.
    public mutating func setCookie(_ cookie: SetCookie) {
        headers.append(cookie.field)
    }
}

extension Reply {
    /// Adds a `Set-Cookie` field.
    public mutating func setCookie(_ cookie: SetCookie) {
        headers.append(cookie.field)
    }
}

extension Substring {
    fileprivate func hasPrefix(ignoringASCIICase lowercased: String) -> Bool {
        utf8.lazy.map(\.asciiLowercased).starts(with: lowercased.utf8)
    }
}

extension UInt8 {
    private var isASCIIAlphanumeric: Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= self || UInt8(ascii: "a")...UInt8(ascii: "z") ~= asciiLowercased
    }

    /// A `tchar` of RFC 9110.
    fileprivate var isTokenByte: Bool { isASCIIAlphanumeric || "!#$%&'*+-.^_`|~".utf8.contains(self) }

    /// A `cookie-octet` of RFC 6265: no space, quote, comma, semicolon or backslash.
    fileprivate var isCookieOctet: Bool {
        0x21...0x7e ~= self && !"\",;\\".utf8.contains(self)
    }

    /// A byte of an ASCII host name; international names use Punycode.
    fileprivate var isDomainByte: Bool { isASCIIAlphanumeric || self == UInt8(ascii: "-") || self == UInt8(ascii: ".") }

    /// A byte of a cookie's path: printable ASCII except the semicolon.
    fileprivate var isPathByte: Bool { 0x20...0x7e ~= self && self != UInt8(ascii: ";") }
}
