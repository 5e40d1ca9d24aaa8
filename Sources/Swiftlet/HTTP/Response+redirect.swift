public import HTTPTypes

extension Response {
    /// The status of a redirect ([RFC 9110, section 15.4](https://www.rfc-editor.org/rfc/rfc9110#section-15.4)).
    public struct Redirect: Sendable, Hashable {
        /// The status.
        public let status: HTTPResponse.Status

        /// 301: permanently; a client may change POST to GET.
        public static let movedPermanently = Redirect(status: .movedPermanently)
        /// 302: for now; a client may change POST to GET.
        public static let found = Redirect(status: .found)
        /// 303: to be fetched with GET, as after a form.
        public static let seeOther = Redirect(status: .seeOther)
        /// 307: for now, with the same method and body.
        public static let temporaryRedirect = Redirect(status: .temporaryRedirect)
        /// 308: permanently, with the same method and body.
        public static let permanentRedirect = Redirect(status: .permanentRedirect)
    }

    /// A redirect.
    ///
    /// By default the target must be on the same host, so that a target from the request, such as a `next` parameter, cannot
    /// lead to another site. A path of the app behind a stage is ``Request/externalReference(path:query:)``.
    ///
    /// ```swift
    /// return try Response.redirect(to: request.externalReference(path: "/items/7"), .seeOther)
    /// ```
    ///
    /// - Parameters:
    ///   - location: a URI reference (RFC 3986, section 4.1), percent-encoded; characters that are not ASCII are encoded.
    ///   - redirect: the status; 307 as in Starlette.
    ///   - allowsOtherHosts: whether the target may be an absolute `http` or `https` URL.
    /// - Returns: the response, without a body.
    /// - Throws: ``HTTPError``, 400, if the target is no such reference or would leave the host.
    public static func redirect(
        to location: String,
        _ redirect: Redirect = .temporaryRedirect,
        allowsOtherHosts: Bool = false
    ) throws(HTTPError) -> Response {
        let location = encodingNonASCII(location)
        guard isReference(location), allowsOtherHosts ? leadsToWeb(location) : staysOnHost(location) else {
            throw HTTPError(.badRequest, "The target of the redirect is not allowed.")
        }
        return Response(redirect.status, headers: [.location: location])
    }

    /// The text with its bytes that are not ASCII percent-encoded, as Starlette's `RedirectResponse` does.
    private static func encodingNonASCII(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        return text.unicodeScalars
            .map { scalar in
                scalar.isASCII ? String(scalar) : PercentCoding.encode(String(scalar), allowing: .unreserved)
            }
            .joined()
    }

    /// Whether a text has only the bytes of a URI, each `%` before two hexadecimal digits.
    private static func isReference(_ text: String) -> Bool {
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

    /// Whether a reference is relative and names no host.
    private static func staysOnHost(_ reference: String) -> Bool {
        if reference.utf8.starts(with: "//".utf8) { return false }
        // A colon before the first slash, question mark or number sign ends a scheme.
        let first = reference.utf8.prefix {
            $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
        }
        return !first.contains(UInt8(ascii: ":"))
    }

    /// Whether a reference is relative, or an absolute URL of the web: not `javascript:` or another scheme.
    private static func leadsToWeb(_ reference: String) -> Bool {
        if staysOnHost(reference) || reference.utf8.starts(with: "//".utf8) { return true }
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
