import Testing

@testable import SwiftletSecurity

/// The decisions of the cache at given seconds.
@Suite struct JWKSCacheTests {
    private let start = ContinuousClock.now
    private var cache: JWKSCache
    private let keys: JWKSet

    init() throws {
        cache = JWKSCache(
            JWKSCache.Timing(
                lifetime: .seconds(600),
                staleness: .seconds(3600),
                interval: .seconds(30),
                retryInterval: .seconds(1)
            )
        )
        keys = JWKSet(try JWTKey(pem: TestKeys.p256Public, algorithm: .es256, id: "a"))
    }

    private func decision(_ keyID: String?, at seconds: Double) -> String {
        switch cache.decision(for: keyID, at: start + .seconds(seconds)) {
        case .use: "use"
        case .fetch(let fallback): fallback == nil ? "fetch" : "fetch, or fall back"
        case .wait(let fallback): fallback == nil ? "wait" : "wait, or fall back"
        case .unavailable: "unavailable"
        }
    }

    private mutating func fetch(at seconds: Double, _ fetched: JWKSet?) {
        cache.fetchStarted(at: start + .seconds(seconds))
        cache.fetchFinished(with: fetched, at: start + .seconds(seconds))
    }

    @Test mutating func `fetches if there are no keys`() {
        #expect(decision("a", at: 0) == "fetch")
        cache.fetchStarted(at: start)
        #expect(decision("a", at: 0.5) == "wait")
        #expect(decision(nil, at: 500) == "wait")
        cache.fetchFinished(with: nil, at: start + .seconds(2))
        // No immediate retry after a failure; the interval counts from the start of the fetch.
        #expect(decision("a", at: 0.9) == "unavailable")
        #expect(decision("a", at: 1) == "fetch")
    }

    @Test mutating func `uses a fetched set until it is stale`() {
        fetch(at: 0, keys)
        for seconds in [0.0, 1, 29, 31, 599] {
            #expect(decision("a", at: seconds) == "use")
            #expect(decision(nil, at: seconds) == "use")
        }
        #expect(decision("a", at: 600) == "fetch, or fall back")
    }

    @Test mutating func `fetches for an unknown kid at a bounded rate`() {
        fetch(at: 0, keys)
        #expect(decision("b", at: 0) == "use")
        #expect(decision("b", at: 29.9) == "use")
        #expect(decision("b", at: 30) == "fetch, or fall back")
        cache.fetchStarted(at: start + .seconds(30))
        // A token with a known kid does not wait; one with an unknown kid waits for the fetch.
        #expect(decision("a", at: 30.1) == "use")
        #expect(decision("b", at: 30.1) == "wait, or fall back")
        cache.fetchFinished(with: keys, at: start + .seconds(31))
        #expect(decision("c", at: 59.9) == "use")
        #expect(decision("c", at: 60) == "fetch, or fall back")
    }

    @Test mutating func `uses a stale set while fetching fails`() {
        fetch(at: 0, keys)
        fetch(at: 600, nil)
        #expect(decision("a", at: 601) == "use")
        #expect(decision("a", at: 630) == "fetch, or fall back")
        fetch(at: 4199, nil)
        #expect(decision("a", at: 4199.5) == "use")
        // Until the staleness limit.
        #expect(decision("a", at: 4200) == "fetch")
        fetch(at: 4200, nil)
        #expect(decision("a", at: 4200.5) == "unavailable")
        #expect(decision("a", at: 4201) == "fetch")
        fetch(at: 4201, keys)
        #expect(decision("a", at: 4202) == "use")
    }

    @Test mutating func `one caller refreshes while others use the stale set`() {
        fetch(at: 0, keys)
        #expect(decision("a", at: 700) == "fetch, or fall back")
        cache.fetchStarted(at: start + .seconds(700))
        #expect(decision("a", at: 701) == "use")
        #expect(decision("b", at: 701) == "wait, or fall back")
        // Beyond the staleness limit, all callers wait.
        #expect(decision("a", at: 5000) == "wait")
    }

    @Test(arguments: [
        "https://id.example/jwks", "HTTPS://id.example:8443/a?b=c#d", "http://localhost/jwks",
        "http://LOCALHOST:8080/jwks",
        "http://127.0.0.1:9/jwks", "http://127.8.9.10", "http://[::1]/jwks", "http://[::1]:80/jwks",
        "https://[2001:db8::1]/",
    ])
    func `accepts a URL`(url: String) throws {
        #expect(try JWKSLocation(url).url == url)
    }

    @Test(arguments: [
        "", "id.example/jwks", "//id.example/jwks", "http://id.example/jwks", "http://10.0.0.1/jwks",
        "http://0.0.0.0/jwks",
        "http://localhost.example/jwks", "http://127.example.com/jwks", "http://127.0.0.1.example.com/jwks",
        "http://127.0.0.256/",
        "http://127.0.0/jwks", "http://127.0.0.1@id.example/jwks", "https://user@id.example/jwks",
        "https://a:b@id.example/",
        "http://[::1].example/", "http://[::2]/", "ftp://127.0.0.1/jwks", "file:///etc/jwks", "https:///jwks",
        "https://",
        "http://127.0.0.1\\@id.example/", "https://id.example/a b", "https://id.example/\n", "https://ïd.example/",
        "http:/localhost",
        "http://2130706433/", "http://0x7f.0.0.1/", "http://127.0.0.+1/",
    ])
    func `rejects a URL`(url: String) {
        let error = #expect(throws: JWTError.self) { try JWKSLocation(url) }
        #expect(error?.code == .keysUnavailable)
    }
}
