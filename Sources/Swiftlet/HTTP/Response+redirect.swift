public import HTTPTypes
import SwiftletValues

extension Response {
    /// The status of a redirect ([RFC 9110, section 15.4](https://www.rfc-editor.org/rfc/rfc9110#section-15.4)).
    public struct Redirect: Sendable, Hashable {
        /// The status.
        public let status: HTTPResponse.Status

        /// 301: permanent; the client may change POST to GET.
        public static let movedPermanently = Redirect(status: .movedPermanently)
        /// 302: temporary; the client may change POST to GET.
        public static let found = Redirect(status: .found)
        /// 303: the client uses GET, for example after submitting a form.
        public static let seeOther = Redirect(status: .seeOther)
        /// 307: temporary; preserves the method and body.
        public static let temporaryRedirect = Redirect(status: .temporaryRedirect)
        /// 308: permanent; preserves the method and body.
        public static let permanentRedirect = Redirect(status: .permanentRedirect)
    }

    /// Creates a redirect.
    ///
    /// By default the target must be on the same host, which prevents open redirects with a target from the request, such as a
    /// `next` parameter. For a path in the app, use ``Request/externalReference(path:query:)`` to include the stage.
    ///
    /// ```swift
    /// let logOut = Endpoint(.post, "/logout", RequestInfo()) { request in
    ///     var response = try Response.redirect(to: request.externalReference(path: "/"), .seeOther)
    ///     response.setCookie(try .deleting("__Host-session"))
    ///     return response
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - location: A percent-encoded URI reference (RFC 3986, section 4.1); non-ASCII characters are encoded.
    ///   - redirect: The status; 307 by default, as in Starlette.
    ///   - allowsOtherHosts: Whether the target may be an absolute `http` or `https` URL.
    /// - Returns: The response, without a body.
    /// - Throws: ``HTTPError`` with status 400 if the target is not a valid reference or is on another host.
    public static func redirect(
        to location: String,
        _ redirect: Redirect = .temporaryRedirect,
        allowsOtherHosts: Bool = false
    ) throws(HTTPError) -> Response {
        let location = encodingNonASCII(location)
        guard isURIReference(location), allowsOtherHosts ? isRelativeOrHTTP(location) : isSameHost(location) else {
            throw HTTPError(.badRequest, "The redirect target is not allowed.")
        }
        return Response(redirect.status, headers: [.location: location])
    }

    /// Percent-encodes non-ASCII characters, as Starlette's `RedirectResponse` does.
    private static func encodingNonASCII(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        return text.unicodeScalars
            .map { scalar in
                scalar.isASCII ? String(scalar) : PercentCoding.encode(String(scalar), allowing: .unreserved)
            }
            .joined()
    }

    /// Whether text is not empty and only contains URI characters, with each `%` followed by two hexadecimal digits.
    private static func isURIReference(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "%") {
                guard index + 2 < bytes.count, bytes[index + 1].isHexDigit, bytes[index + 2].isHexDigit else {
                    return false
                }
            } else if !uriBytes.contains(byte) {
                return false
            }
        }
        return !bytes.isEmpty
    }

    /// Whether a reference is relative and has no host.
    private static func isSameHost(_ reference: String) -> Bool {
        if reference.utf8.starts(with: "//".utf8) { return false }
        // A colon before the first slash, question mark or number sign terminates a scheme.
        let first = reference.utf8.prefix {
            $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
        }
        return !first.contains(UInt8(ascii: ":"))
    }

    /// Whether a reference is relative or an absolute HTTP(S) URL, as opposed to `javascript:` and other schemes.
    private static func isRelativeOrHTTP(_ reference: String) -> Bool {
        if isSameHost(reference) || reference.utf8.starts(with: "//".utf8) { return true }
        let start = reference.utf8.prefix(8).map(\.asciiLowercased)
        return start.elementsEqual("https://".utf8) || start.starts(with: "http://".utf8)
    }

    private static let uriBytes = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=".utf8
    )
}

extension UInt8 {
    fileprivate var isHexDigit: Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= self || UInt8(ascii: "a")...UInt8(ascii: "f") ~= asciiLowercased
    }
}
