import Testing

@testable import SwiftletRuntime

@Suite struct RuntimeEndpointTests {
    @Test(
        arguments: [
            ("127.0.0.1:9001", "http://127.0.0.1:9001"),
            ("localhost:1", "http://localhost:1"),
            ("runtime_api.local:65535", "http://runtime_api.local:65535"),
            ("[::1]:9000", "http://[::1]:9000"),
            ("[::]:9000", "http://[::]:9000"),
            ("http://[::]:9000/.rt", "http://[::]:9000/.rt"),
            ("http://[2001:db8::7]:80/a/b/", "http://[2001:db8::7]:80/a/b"),
            ("http://127.0.0.1:9001", "http://127.0.0.1:9001"),
            ("http://127.0.0.1:9001/", "http://127.0.0.1:9001"),
            ("HTTP://Host:9001", "http://Host:9001"),
            ("https://host:9001/x", "https://host:9001/x"),
            ("127.0.0.1:9001/prefix", "http://127.0.0.1:9001/prefix"),
            ("sandbox", "http://sandbox"),
            ("[::1]", "http://[::1]"),
            ("host:009001", nil),
            ("host:09001", "http://host:9001"),
        ] as [(String, String?)]
    )
    func `a value is parsed`(text: String, expected: String?) {
        #expect((try? RuntimeEndpoint(text)).map { String($0.origin.dropLast()) + $0.prefix } == expected)
    }

    @Test(
        arguments: [
            "", " ", ":", ":9001", "host:", "host:0", "host:65536", "host:+1", "host:-1", "host:90x1", "host:1:2",
            "::1", "::1:9000", "[::1", "::1]:9000", "[]:9000", "[host]:9000", "[::1]9000", "[1:2]:9000",
            "ftp://host:1", "://host:1", "http://", "http:///path", "user@host:1", "host:1?x", "host:1#x",
            "ho st:1", "host:1\n", "host:1\u{0}", "hóst:1", "host\\x:1", "http://host:1/a b",
        ]
    )
    func `a malformed value is rejected with the variable's name`(text: String) {
        #expect {
            try RuntimeEndpoint(text)
        } throws: { error in
            String(describing: error).contains("AWS_LAMBDA_RUNTIME_API")
        }
    }
}
