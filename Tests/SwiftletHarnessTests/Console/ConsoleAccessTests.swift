import HTTPTypes
import Swiftlet
import Testing

@testable import SwiftletHarness

@Suite struct ConsoleAccessTests {
    /// A request to the console.
    struct Case: Sendable, CustomTestStringConvertible {
        var host: String? = "127.0.0.1:3000"
        var origin: String?
        var site: String?
        var token: String?
        var cookie: String?
        var isAPI = true

        var testDescription: String {
            [host, origin, site, token, cookie, isAPI ? "API" : "page"].compactMap { $0 }.joined(separator: " ")
        }

        var request: Request {
            var request = Request(path: "/_swiftlet", query: token.map { [QueryItem("token", $0)] } ?? [])
            request.host = host
            request.headers[.origin] = origin
            if let name = HTTPField.Name("Sec-Fetch-Site") { request.headers[name] = site }
            request.headers[.cookie] = cookie.map { "a=b; swiftlet_console=\($0)" }
            return request
        }
    }

    /// Returns zeros, so that the token is known.
    private struct Zeros: RandomNumberGenerator {
        mutating func next() -> UInt64 { 0 }
    }

    private static let token = String(repeating: "0", count: 32)

    private func decision(on request: Case, listeningOn host: String) -> ConsoleAccess.Decision {
        var generator = Zeros()
        let access = ConsoleAccess(listeningOn: host, using: &generator)
        return access.decision(on: request.request, isAPI: request.isAPI)
    }

    @Test(arguments: [
        Case(), Case(host: "localhost:3000"), Case(host: "LOCALHOST"), Case(host: "[::1]:3000"), Case(host: "[::1]"),
        Case(host: "127.1.2.3"), Case(origin: "http://127.0.0.1:3000", site: "same-origin"), Case(site: "none"),
        Case(site: "cross-site", isAPI: false),
    ])
    func `requests from this machine are allowed on a loopback address`(_ request: Case) {
        #expect(decision(on: request, listeningOn: "127.0.0.1") == .allowed)
    }

    @Test(arguments: [
        // A name that was rebound to this machine.
        Case(host: "evil.example:3000"), Case(host: "127.0.0.1.evil.example"), Case(host: "localhost.evil.example"),
        Case(host: "0.0.0.0:3000"), Case(host: "127.0.0.256"), Case(host: "127.+0.0.1"), Case(host: ""),
        Case(host: nil),
        Case(host: "evil.example", isAPI: false),
        // Requests that a page of another origin sends.
        Case(origin: "http://evil.example"), Case(origin: "null"), Case(origin: "https://127.0.0.1:3000"),
        Case(origin: "http://127.0.0.1:4000"), Case(site: "cross-site"), Case(site: "same-site"),
    ])
    func `requests of other origins are rejected on a loopback address`(_ request: Case) {
        guard case .rejected = decision(on: request, listeningOn: "localhost") else {
            Issue.record("The request is not rejected.")
            return
        }
    }

    @Test(arguments: ["0.0.0.0", "::", "192.168.1.2"])
    func `another address requires the token`(_ host: String) {
        let outside = "192.168.1.2:3000"
        #expect(decision(on: Case(host: outside, cookie: Self.token), listeningOn: host) == .allowed)
        let first = Case(host: outside, token: Self.token, isAPI: false)
        #expect(decision(on: first, listeningOn: host) == .tokenAccepted)
        for request in [
            Case(), Case(host: outside, isAPI: false), Case(host: outside, token: "1", isAPI: false),
            Case(host: outside, token: Self.token), Case(host: outside, cookie: Self.token + "0"),
            Case(host: outside, cookie: String(Self.token.dropLast()) + "1"), Case(host: outside, cookie: ""),
            Case(host: outside, origin: "http://evil.example", cookie: Self.token),
            Case(host: outside, site: "cross-site", cookie: Self.token),
        ] {
            guard case .rejected = decision(on: request, listeningOn: host) else {
                Issue.record("\(request) is not rejected.")
                continue
            }
        }
    }

    @Test func `tokens are random`() throws {
        var generator = SystemRandomNumberGenerator()
        let tokens = (0..<2).map { _ in ConsoleAccess(listeningOn: "0.0.0.0", using: &generator).token }
        #expect(try #require(tokens[0]).utf8.count == 32)
        #expect(tokens[0] != tokens[1])
    }
}
