import HTTPTypes
import Swiftlet
import Testing

@testable import SwiftletServer

/// What header fields of proxies and clients say about a request.
@Suite struct ForwardingTests {
    @Test(
        arguments: [
            // The peer is not a proxy.
            ("203.0.113.5", "198.51.100.1", nil, 1, "203.0.113.5"),
            // One proxy, several, and a CDN.
            ("10.0.0.1", "198.51.100.1", nil, 1, "198.51.100.1"),
            ("127.0.0.1", "6.6.6.6, 198.51.100.1, 10.1.2.3, 10.1.2.4", nil, 1, "198.51.100.1"),
            ("::ffff:10.0.0.1", "6.6.6.6, 198.51.100.1", nil, 2, "6.6.6.6"),
            ("fd00::1", "2001:db8::9", nil, 1, "2001:db8::9"),
            ("10.0.0.1", "198.51.100.1:4711", nil, 1, "198.51.100.1"),
            // A client in the same network, or one that no proxy names.
            ("10.0.0.1", "10.9.9.9", nil, 1, "10.9.9.9"),
            ("10.0.0.1", nil, nil, 1, "10.0.0.1"),
            ("10.0.0.1", "", nil, 3, "10.0.0.1"),
            // The standard field, unless there is the common one.
            ("10.0.0.1", nil, "for=198.51.100.1;proto=https, for=10.0.0.7", 1, "198.51.100.1"),
            ("10.0.0.1", nil, "by=10.0.0.7; For=\"[2001:db8::9]:4711\"", 1, "2001:db8::9"),
            ("10.0.0.1", "198.51.100.2", "for=198.51.100.1", 1, "198.51.100.2"),
        ] as [(String, String?, String?, Int, String)]
    )
    func `the client is that of the outermost trusted proxy`(
        peer: String,
        forwardedFor: String?,
        forwarded: String?,
        count: Int,
        client: String
    ) {
        var fields = HTTPFields()
        fields[.xForwardedFor] = forwardedFor
        fields[.forwarded] = forwarded
        #expect(TrustedProxies.privateNetworks.client(of: peer, fields: fields, count: count).address == client)
    }

    @Test(arguments: ["203.0.113.0/24", "203.0.113.5, 2001:db8::/32", "203.0.113.5"])
    func `networks can be configured`(text: String) throws {
        let proxies = try #require(TrustedProxies(text))
        let fields: HTTPFields = [.xForwardedFor: "198.51.100.1"]
        #expect(proxies.client(of: "203.0.113.5", fields: fields, count: 1).address == "198.51.100.1")
        #expect(proxies.client(of: "10.0.0.1", fields: fields, count: 1).address == "10.0.0.1")
    }

    @Test func `a valid request ID is used, otherwise the trace ID`() {
        let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
        let parent = "00-\(trace)-00f067aa0ba902b7-01"
        #expect(RequestID.of([.requestID: "abc", .traceParent: parent]) == "abc")
        #expect(RequestID.of([.requestID: String(repeating: "a", count: 129), .traceParent: parent]) == trace)
        #expect(RequestID.of([.requestID: "a b", .traceParent: parent]) == trace)
    }

    @Test(arguments: ["", "00-0-0-01", "00-\(String(repeating: "0", count: 32))-00f067aa0ba902b7-01"])
    func `without a valid ID each request has a new one`(parent: String) {
        let fields: HTTPFields = [.traceParent: parent]
        #expect(RequestID.of(fields).utf8.count == 36)
        #expect(RequestID.of(fields) != RequestID.of(fields))
    }
}
