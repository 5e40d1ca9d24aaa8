import HTTPTypes
import SwiftletJSON

/// A lookup table of well-known header names.
///
/// Creating an `HTTPField.Name` validates, lowercases and stores the name twice, which for the twenty fields of a typical
/// request costs more than the rest of decoding them.
enum HeaderNames {
    /// The role of a field in decoding a request.
    enum Role: UInt8 {
        case none
        case host
        case cookie
        case forwardedFor
        case forwardedProto
    }

    /// The name and role of a header map's key, ignoring case, or `nil` if it is not a valid name.
    static func name(_ key: JSONNode) -> (name: HTTPField.Name, role: Role)? {
        if let print = key.fingerprint {
            let table = table
            var slot = slot(count: print.count, first: print.first, middle: print.middle, last: print.last)
            while table.slots[slot] != empty {
                let entry = Int(table.slots[slot])
                if key.equals(lowercased: table.texts[entry]) { return (table.names[entry], table.roles[entry]) }
                slot = (slot &+ 1) & mask
            }
        }
        guard let text = key.string, let name = HTTPField.Name(text) else { return nil }
        // A well-known name that contains escapes still has its role.
        return (name, role(name.canonicalName))
    }

    /// The role of the field with a key.
    static func role(of key: JSONNode) -> Role {
        if key.equals(lowercased: "host") { return .host }
        if key.equals(lowercased: "cookie") { return .cookie }
        if key.equals(lowercased: "x-forwarded-proto") { return .forwardedProto }
        return key.equals(lowercased: "x-forwarded-for") ? .forwardedFor : .none
    }

    /// A hash table whose slots are indices into the arrays, so that a lookup only copies the entry it finds.
    private struct Table: Sendable {
        var slots = [UInt8](repeating: empty, count: mask + 1)
        var texts: [String] = []
        var names: [HTTPField.Name] = []
        var roles: [Role] = []
    }

    private static let mask = 511
    private static let empty: UInt8 = .max

    private static let table: Table = {
        var table = Table()
        for text in wellKnown {
            let bytes = Array(text.utf8)
            guard let name = HTTPField.Name(text), let first = bytes.first, let last = bytes.last else { continue }
            var slot = slot(count: bytes.count, first: first, middle: bytes[bytes.count / 2], last: last)
            while table.slots[slot] != empty { slot = (slot + 1) & mask }
            table.slots[slot] = UInt8(table.names.count)
            table.texts.append(text)
            table.names.append(name)
            table.roles.append(role(text))
        }
        return table
    }()

    private static func role(_ name: String) -> Role {
        switch name {
        case "host": .host
        case "cookie": .cookie
        case "x-forwarded-for": .forwardedFor
        case "x-forwarded-proto": .forwardedProto
        default: .none
        }
    }

    /// The hash of a name: its length and three of its letters, ignoring case.
    @inline(__always)
    private static func slot(count: Int, first: UInt8, middle: UInt8, last: UInt8) -> Int {
        (count &* 61 &+ Int(first | 0x20) &* 7 &+ Int(middle | 0x20) &* 29 &+ Int(last | 0x20) &* 3) & mask
    }

    // Literals: copying them needs no reference counting.
    private static let wellKnown: [String] = [
        "accept", "accept-charset", "accept-encoding", "accept-language", "access-control-request-headers",
        "access-control-request-method", "access-control-request-private-network", "authorization", "baggage",
        "cache-control", "cdn-loop", "cf-connecting-ip", "cf-ipcountry", "cf-ray", "cf-visitor",
        "cloudfront-forwarded-proto", "cloudfront-is-android-viewer", "cloudfront-is-desktop-viewer",
        "cloudfront-is-ios-viewer", "cloudfront-is-mobile-viewer", "cloudfront-is-smarttv-viewer",
        "cloudfront-is-tablet-viewer", "cloudfront-viewer-asn", "cloudfront-viewer-country", "connection",
        "content-disposition", "content-encoding", "content-language", "content-length", "content-md5",
        "content-type", "cookie", "date", "dnt", "expect", "forwarded", "from", "host", "idempotency-key",
        "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "keep-alive",
        "max-forwards", "origin", "postman-token", "pragma", "prefer", "priority", "proxy-authorization",
        "purpose", "range", "referer", "sec-ch-ua", "sec-ch-ua-mobile", "sec-ch-ua-platform", "sec-fetch-dest",
        "sec-fetch-mode", "sec-fetch-site", "sec-fetch-user", "sec-gpc", "sec-purpose", "soapaction", "te",
        "traceparent", "tracestate", "transfer-encoding", "true-client-ip", "upgrade",
        "upgrade-insecure-requests", "user-agent", "via", "x-amz-cf-id", "x-amz-content-sha256", "x-amz-date",
        "x-amz-security-token", "x-amz-target", "x-amz-user-agent", "x-amzn-oidc-accesstoken",
        "x-amzn-oidc-data", "x-amzn-oidc-identity", "x-amzn-tls-cipher-suite", "x-amzn-tls-version",
        "x-amzn-trace-id", "x-api-key", "x-client-version", "x-correlation-id", "x-csrf-token",
        "x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto", "x-forwarded-server",
        "x-http-method-override", "x-real-ip", "x-request-id", "x-requested-with",
    ]
}
