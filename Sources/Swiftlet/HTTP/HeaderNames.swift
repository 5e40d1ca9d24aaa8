import HTTPTypes

/// The names of header fields that requests usually carry, found by their bytes.
///
/// To make an `HTTPField.Name` is to check it, to lower-case it and to keep it twice, which for the twenty fields of a
/// request costs more than all the rest of reading them.
enum HeaderNames {
    /// What a field is to the reader of a request, beside being one of its fields.
    enum Role: UInt8 {
        case none
        case host
        case cookie
        case forwardedFor
        case forwardedProto
    }

    /// The name whose bytes these are, in any case, or `nil` if they are no name at all.
    static func name(_ bytes: Span<UInt8>) -> (name: HTTPField.Name, role: Role)? {
        let count = bytes.count
        guard count > 0 else { return nil }
        var slot = hash(bytes)
        let table = table
        while let entry = table[slot] {
            if matches(bytes, entry.bytes.span) { return (entry.name, entry.role) }
            slot = (slot &+ 1) & mask
        }
        guard let text = try? UTF8Span(validating: bytes), let name = HTTPField.Name(String(copying: text)) else {
            return nil
        }
        return (name, .none)
    }

    private struct Entry: Sendable {
        let bytes: [UInt8]
        let name: HTTPField.Name
        let role: Role
    }

    private static let mask = 511

    private static let table: [Entry?] = {
        var table = [Entry?](repeating: nil, count: mask + 1)
        for text in usual {
            guard let name = HTTPField.Name(text) else { continue }
            let role: Role =
                switch text {
                case "host": .host
                case "cookie": .cookie
                case "x-forwarded-for": .forwardedFor
                case "x-forwarded-proto": .forwardedProto
                default: .none
                }
            let bytes = Array(text.utf8)
            var slot = hash(bytes.span)
            while table[slot] != nil { slot = (slot + 1) & mask }
            table[slot] = Entry(bytes: bytes, name: name, role: role)
        }
        return table
    }()

    /// Tells the usual names apart by their length and three of their letters, whatever the case.
    @inline(__always)
    private static func hash(_ bytes: Span<UInt8>) -> Int {
        let count = bytes.count
        let first = Int(bytes[0] | 0x20)
        let middle = Int(bytes[count &>> 1] | 0x20)
        let last = Int(bytes[count &- 1] | 0x20)
        return (count &* 61 &+ first &* 7 &+ middle &* 29 &+ last &* 3) & mask
    }

    @inline(__always)
    private static func matches(_ bytes: Span<UInt8>, _ name: Span<UInt8>) -> Bool {
        guard bytes.count == name.count else { return false }
        for index in name.indices {
            let byte = bytes[index]
            let expected = name[index]
            if byte == expected { continue }
            // Only letters have a case: a carriage return is no hyphen.
            guard byte | 0x20 == expected, UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte else { return false }
        }
        return true
    }

    // Written as literals, which cost no reference counting when they are copied.
    private static let usual: [String] = [
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
