import TestSupport
import Testing

@testable import Swiftlet
@testable import SwiftletValues

@Suite struct PercentCodingTests {
    @Test(arguments: [
        ("", false, ""),
        ("plain", false, "plain"),
        ("a%20b", false, "a b"),
        ("a+b", false, "a+b"),
        ("a+b", true, "a b"),
        ("a%2Bb", true, "a+b"),
        ("%e2%82%AC", false, "€"),
        // Malformed escapes are left unchanged.
        ("%", false, "%"),
        ("%4", false, "%4"),
        ("%zz", false, "%zz"),
        ("%%41", false, "%A"),
        ("100%", true, "100%"),
        // Decoded once.
        ("%2541", false, "%41"),
        // Not UTF-8.
        ("%ff", false, "\u{fffd}"),
        ("%C3(", false, "\u{fffd}("),
        ("%ED%A0%80", false, "\u{fffd}\u{fffd}\u{fffd}"),
        ("%00", false, "\0"),
    ])
    func `escapes are decoded once and decoding never fails`(_ text: String, _ plusIsSpace: Bool, _ decoded: String) {
        #expect(PercentCoding.decode(text, plusIsSpace: plusIsSpace) == decoded)
    }

    @Test func `decoding reverses encoding of any text`() {
        let texts = ["", "a b+c", "ä€😀", "%41", "a/b?c#d&e=f", "\u{0}\u{7f}", "-._~!$'()*,:@"]
        for text in texts {
            for allowed in [PercentCoding.Allowed.segment, .path, .queryComponent] {
                let encoded = PercentCoding.encode(text, allowing: allowed)
                #expect(PercentCoding.decode(encoded, plusIsSpace: false) == text)
                #expect(encoded.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f })
            }
        }
        #expect(PercentCoding.encode("a/b c+d", allowing: .segment) == "a%2Fb%20c+d")
        #expect(PercentCoding.encode("a/b&c=d+e", allowing: .queryComponent) == "a/b%26c%3Dd%2Be")
    }

    @Test(
        arguments: [
            (.unreserved, ##" !"#$%&'()*+,/:;<=>?@[\]^`{|}"##), (.segment, ##" "#%/<>?[\]^`{|}"##),
            (.path, ##" "#%<>?[\]^`{|}"##), (.queryComponent, ##" "#%&+;<=>[\]^`{|}"##),
            (.urlControl, ""), (.urlFragment, ##" "<>`"##), (.urlQuery, ##" "#<>"##), (.urlSpecialQuery, ##" "#'<>"##),
            (.urlPath, ##" "#<>?`{}"##), (.urlUserInfo, ##" "#/:;<=>?@[\]^`{|}"##),
        ] as [(PercentCoding.Allowed, String)]
    )
    func `every set encodes exactly its printable characters`(_ allowed: PercentCoding.Allowed, _ encoded: String) {
        func isEncoded(_ byte: UInt8) -> Bool {
            let text = String(Unicode.Scalar(byte))
            return PercentCoding.encode(text, allowing: allowed) != text
        }
        #expect((0x20...0x7e).filter(isEncoded) == Array(encoded.utf8))
        #expect((0..<0x20).allSatisfy(isEncoded) && (0x7f...0xff).allSatisfy(isEncoded))
    }
}

@Suite struct QueryStringTests {
    @Test(
        arguments: [
            ("", []),
            ("a=1", ["a=1"]),
            ("a=1&a=2&b=3", ["a=1", "a=2", "b=3"]),
            ("a", ["a="]),
            ("a=", ["a="]),
            ("&&a=1&&b=2&", ["a=1", "b=2"]),
            ("a=b=c", [QueryItem("a", "b=c")]),
            ("=x", [QueryItem("", "x")]),
            ("=", [QueryItem("", "")]),
            ("a+b=c+d", [QueryItem("a b", "c d")]),
            ("a%26b=c%3Dd", [QueryItem("a&b", "c=d")]),
            ("a;b=1", [QueryItem("a;b", "1")]),
            ("a=%F0%9F%98%80&b=%", [QueryItem("a", "😀"), QueryItem("b", "%")]),
        ] as [(String, [QueryItem])]
    )
    func `a query is split before it is decoded`(_ text: String, _ items: [QueryItem]) {
        #expect(QueryString.parse(text) == items)
    }

    @Test func `parsing reverses serialization`() {
        let items = [QueryItem("a b", "c&d=e+f"), QueryItem("", "x"), QueryItem("ü", ""), QueryItem("%", "100%")]
        #expect(QueryString.parse(QueryString.write(items)) == items)
    }
}

@Suite struct Base64Tests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `encodes and decodes the test vectors of RFC 4648`(_ text: String, _ encoded: String) {
        #expect(Base64.encode(Array(text.utf8)) == encoded)
        #expect(Base64.decode(encoded) == Array(text.utf8))
    }

    @Test(arguments: [
        "Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm9v\n", " Zm9v", "Zm-v", "Zm_v", "====", "Z===", "Zg==Zg==",
        "Zm9vYé",
        "=Zm9", "Zm=v",
    ])
    func `rejects text that is not strictly base64`(_ text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test func `decoding reverses encoding of any bytes`() {
        var random = SplitMix64(seed: 64)
        for count in 0..<200 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
        }
    }
}

@Suite struct MediaTypeTests {
    @Test(arguments: [
        "text/plain", "text/html; charset=utf-8", "TEXT/CSV", "application/json", "application/json; charset=utf-8",
        "application/problem+json", "application/vnd.api+json;v=1", "application/xml", "image/svg+xml",
        "application/yaml", "application/x-yaml", "application/openapi+yaml", "application/javascript",
        "text/javascript", "application/x-www-form-urlencoded", " application/JSON ;a=b",
    ])
    func `recognizes text types`(_ type: String) {
        #expect(MediaType.isText(type))
    }

    @Test(arguments: [
        "", "image/png", "application/octet-stream", "application/pdf", "application/jsonx",
        "multipart/form-data; boundary=x",
        "application/zip", "application/x-text/plain", "font/woff2", "json", "application/grpc+proto",
    ])
    func `other types are not text`(_ type: String) {
        #expect(!MediaType.isText(type))
    }
}

@Suite struct ForwardedForTests {
    @Test(
        arguments: [
            (nil, 1, nil),
            ("", 1, nil),
            (" , ", 1, nil),
            ("203.0.113.7", 1, "203.0.113.7"),
            ("1.1.1.1, 203.0.113.7", 1, "203.0.113.7"),
            ("1.1.1.1, 203.0.113.7, 10.0.0.1", 2, "203.0.113.7"),
            ("203.0.113.7", 3, "203.0.113.7"),
            ("203.0.113.7:4711", 1, "203.0.113.7"),
            ("2001:db8::1", 1, "2001:db8::1"),
            ("[2001:db8::1]:4711", 1, "2001:db8::1"),
            ("[2001:db8::1]", 1, "2001:db8::1"),
        ] as [(String?, Int, String?)]
    )
    func `the client is the one seen by the outermost proxy`(_ field: String?, _ proxies: Int, _ client: String?) {
        #expect(ForwardedFor.client(field, trustedProxies: proxies) == client)
    }

    @Test(
        arguments: [
            ("203.0.113.7, 192.0.2.1", 2, "203.0.113.7"),
            ("203.0.113.7", 2, "203.0.113.7"),
            ("1.1.1.1, 203.0.113.7, 192.0.2.1", 2, "203.0.113.7"),
            // An edge-optimized REST API with a CDN: the API's CloudFront distribution is the last entry.
            ("1.1.1.1, 203.0.113.7, 192.0.2.1, 198.51.100.2", 2, "203.0.113.7"),
            ("192.0.2.1, 203.0.113.7, 192.0.2.1, 198.51.100.2", 2, "203.0.113.7"),
            ("1.1.1.1, 203.0.113.7, 192.0.2.1, 198.51.100.2", 1, "192.0.2.1"),
        ]
    )
    func `trusted proxies are counted from the source address of the event`(
        _ field: String,
        _ proxies: Int,
        _ client: String
    ) {
        #expect(ForwardedFor.client(field, sourceAddress: "192.0.2.1", trustedProxies: proxies) == client)
    }
}

@Suite struct CookieTests {
    @Test(
        arguments: [
            ("a=1", ["a=1"]),
            ("a=1; b=2", ["a=1", "b=2"]),
            ("a=1;b=2 ; c = 3", ["a=1", "b=2", "c=3"]),
            (#"a="quoted; b=2"#, [QueryItem("a", "\"quoted"), QueryItem("b", "2")]),
            (#"a="x""#, ["a=x"]),
            ("a=b=c", [QueryItem("a", "b=c")]),
            ("novalue; a=1", ["a=1"]),
            ("=x; a=", ["a="]),
            ("a=1; a=2", ["a=1", "a=2"]),
        ] as [(String, [QueryItem])]
    )
    func `parses cookies`(_ field: String, _ cookies: [QueryItem]) {
        var request = Request()
        request.headers[.cookie] = field
        #expect(request.cookies == cookies)
        #expect(request.cookies(named: "a") == cookies.filter { $0.name == "a" }.map(\.value))
    }
}
