public import FoundationEssentials
public import HTTPTypes

/// A cookie that a response sets, with the attributes of
/// [RFC 6265bis, section 4.1](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1).
///
/// By default it is sent over HTTPS only, hidden from scripts, kept from cross-site requests other than navigations, and
/// valid for every path of the host until the browser ends.
///
/// ```swift
/// var response = Response(.noContent)
/// response.setCookie(try SetCookie("__Host-session", token, maxAge: 3600))
/// ```
public struct SetCookie: Sendable, Hashable {
    /// Which cross-site requests carry a cookie.
    public struct SameSite: Sendable, Hashable {
        let rawValue: String

        /// None.
        public static let strict = SameSite(rawValue: "Strict")
        /// Navigations by a safe method.
        public static let lax = SameSite(rawValue: "Lax")
        /// All; browsers require ``SetCookie/isSecure``.
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
    ///   - name: the name, a token (RFC 9110, section 5.6.2). One that begins with `__Secure-` must be secure; one that
    ///     begins with `__Host-` must also have the path `/` and no domain.
    ///   - value: the value: ASCII without spaces, control characters, quotes, commas, semicolons and backslashes. Encode
    ///     other text, such as by percent-encoding. Name and value have 4,096 bytes at most together.
    ///   - maxAge: how many seconds it is kept: 0 or less deletes it. It takes precedence over `expires`; without either
    ///     the cookie lasts until the browser ends.
    ///   - expires: when it expires.
    ///   - path: the path, with what is below it, that it is sent to; `nil` for that of the request without its last segment.
    ///   - domain: the domain, with its subdomains, that it is sent to; `nil` for this host only.
    ///   - isSecure: whether it is sent over HTTPS only.
    ///   - isHTTPOnly: whether it is hidden from scripts.
    ///   - sameSite: which cross-site requests carry it; `nil` for the browser's default.
    ///   - isPartitioned: whether it is kept apart for each top-level site (CHIPS); it must be secure.
    /// - Throws: ``SetCookieError`` if a browser would reject the cookie, or read it as another one.
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
        let isForHost = name[...].hasPrefix(ignoringASCIICase: "__host-")
        if (isForHost || name[...].hasPrefix(ignoringASCIICase: "__secure-")) && !isSecure
            || isForHost && (path != "/" || domain != nil)
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

    /// A cookie that deletes the one of the same name, path and domain.
    ///
    /// - Parameters:
    ///   - name: the name.
    ///   - path: the path it was set with.
    ///   - domain: the domain it was set with.
    ///   - isSecure: whether it is deleted over HTTPS only: a browser ignores a secure cookie that comes over HTTP.
    ///   - isPartitioned: whether it was set as partitioned.
    /// - Returns: the cookie to set.
    /// - Throws: ``SetCookieError`` as for the cookie itself.
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
    /// Sets a cookie, beside those that are set already.
    public mutating func setCookie(_ cookie: SetCookie) {
        headers.append(cookie.field)
    }

    /// Deletes a cookie of the client.
    ///
    /// - Parameters:
    ///   - name: the name.
    ///   - path: the path it was set with.
    ///   - domain: the domain it was set with.
    ///   - isSecure: whether it is deleted over HTTPS only.
    ///   - isPartitioned: whether it was set as partitioned.
    /// - Throws: ``SetCookieError`` as for the cookie itself.
    public mutating func deleteCookie(
        _ name: String,
        path: String? = "/",
        domain: String? = nil,
        isSecure: Bool = true,
        isPartitioned: Bool = false
    ) throws(SetCookieError) {
        setCookie(
            try SetCookie.deleting(
                name,
                path: path,
                domain: domain,
                isSecure: isSecure,
                isPartitioned: isPartitioned
            )
        )
    }
}

extension Reply {
    /// Sets a cookie, beside those that are set already.
    public mutating func setCookie(_ cookie: SetCookie) {
        headers.append(cookie.field)
    }

    /// Deletes a cookie of the client.
    ///
    /// - Parameters:
    ///   - name: the name.
    ///   - path: the path it was set with.
    ///   - domain: the domain it was set with.
    ///   - isSecure: whether it is deleted over HTTPS only.
    ///   - isPartitioned: whether it was set as partitioned.
    /// - Throws: ``SetCookieError`` as for the cookie itself.
    public mutating func deleteCookie(
        _ name: String,
        path: String? = "/",
        domain: String? = nil,
        isSecure: Bool = true,
        isPartitioned: Bool = false
    ) throws(SetCookieError) {
        setCookie(
            try SetCookie.deleting(
                name,
                path: path,
                domain: domain,
                isSecure: isSecure,
                isPartitioned: isPartitioned
            )
        )
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

    /// A byte of a host name, which is ASCII (Punycode where it is international).
    fileprivate var isDomainByte: Bool { isASCIIAlphanumeric || self == UInt8(ascii: "-") || self == UInt8(ascii: ".") }

    /// A byte of a cookie's path: any but control characters and the semicolon.
    fileprivate var isPathByte: Bool { 0x20...0x7e ~= self && self != UInt8(ascii: ";") }
}
