import SwiftletJSON
import Synchronization
import Testing

@testable import SwiftletSecurity

/// The responses of a provider, a clock, and a gate that delays responses.
private final class Provider: Sendable {
    private struct State {
        var responses: [Result<[UInt8], JWTError>]
        var count = 0
        var now = ContinuousClock.now
        var isOpen: Bool
        var held: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    /// The last response is repeated.
    init(_ responses: [Result<[UInt8], JWTError>], isOpen: Bool = true) {
        state = Mutex(State(responses: responses, isOpen: isOpen))
    }

    /// The number of requests.
    var count: Int { state.withLock { $0.count } }

    func advance(by duration: Duration) {
        state.withLock { $0.now += duration }
    }

    func open() {
        let held = state.withLock { state in
            state.isOpen = true
            defer { state.held = [] }
            return state.held
        }
        for continuation in held {
            continuation.resume()
        }
    }

    func set(_ configuration: RemoteJWKSet.Configuration = .init()) -> RemoteJWKSet {
        RemoteJWKSet(
            configuration: configuration,
            now: { self.state.withLock { $0.now } },
            fetch: { try await self.respond() }
        )
    }

    private func respond() async throws -> [UInt8] {
        let response = state.withLock { state in
            state.count += 1
            return state.responses.count > 1 ? state.responses.removeFirst() : state.responses[0]
        }
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.held.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
        return try response.get()
    }
}

@Suite(.timeLimit(.minutes(1))) struct RemoteJWKSetTests {
    private let first: JWTKey
    private let second: JWTKey
    private static let down = Result<[UInt8], JWTError>.failure(JWTError(.keysUnavailable, "Down."))

    init() throws {
        first = try JWTKey(pem: TestKeys.p256Private, algorithm: .es256, id: "1")
        second = try JWTKey(pem: TestKeys.ed25519Private, algorithm: .edDSA, id: "2")
    }

    private func response(_ keys: JWTKey...) -> Result<[UInt8], JWTError> {
        .success(JWKSet(keys).publicJSON.bytes)
    }

    private func token(_ key: JWTKey) throws -> String {
        try JWTSigner(keys: JWKSet(key), lifetime: .seconds(60), clock: .seconds(1000)).sign(JWTClaims(subject: key.id))
    }

    private func verifier(_ set: RemoteJWKSet) -> RemoteJWTVerifier {
        RemoteJWTVerifier(keys: set, clock: .seconds(1000))
    }

    private func code(_ set: RemoteJWKSet, _ token: String) async -> JWTError.Code? {
        do {
            _ = try await verifier(set).verify(token)
            return nil
        } catch {
            return (error as? JWTError)?.code
        }
    }

    @Test func `fetches once and caches`() async throws {
        let provider = Provider([response(first, second)])
        let set = provider.set()
        #expect(provider.count == 0)
        for _ in 0..<3 {
            #expect(try await verifier(set).verify(try token(first)).subject == "1")
            #expect(try await verifier(set).verify(try token(second)).subject == "2")
        }
        #expect(provider.count == 1)
        provider.advance(by: .seconds(600))
        #expect(await code(set, try token(first)) == nil)
        #expect(provider.count == 2)
    }

    @Test func `follows a key rotation`() async throws {
        let provider = Provider([response(first), response(second, first), response(second)])
        let set = provider.set()
        #expect(await code(set, try token(first)) == nil)
        // Too early to fetch for the unknown kid.
        #expect(await code(set, try token(second)) == .unknownKey)
        provider.advance(by: .seconds(30))
        #expect(await code(set, try token(second)) == nil)
        #expect(await code(set, try token(first)) == nil)
        #expect(provider.count == 2)
        provider.advance(by: .seconds(600))
        #expect(await code(set, try token(first)) == .unknownKey)
    }

    @Test func `unknown kids do not cause constant requests`() async throws {
        let provider = Provider([response(first)])
        let set = provider.set()
        for index in 0..<100 {
            let forged = try JWTKey(pem: TestKeys.p256PrivateWithParameters, algorithm: .es256, id: "x\(index)")
            #expect(await code(set, try token(forged)) == .unknownKey)
            provider.advance(by: .seconds(1))
        }
        // At 0, 30, 60 and 90 seconds.
        #expect(provider.count == 4)
    }

    @Test func `uses stale keys while the provider is down`() async throws {
        let provider = Provider([response(first), Self.down])
        let set = provider.set()
        #expect(await code(set, try token(first)) == nil)
        provider.advance(by: .seconds(700))
        #expect(await code(set, try token(first)) == nil)
        #expect(provider.count == 2)
        #expect(await code(set, try token(first)) == nil)
        #expect(provider.count == 2)
        provider.advance(by: .seconds(86_400))
        #expect(await code(set, try token(first)) == .keysUnavailable)
    }

    @Test func `recovers from a failed first fetch`() async throws {
        let provider = Provider([Self.down, response(first)])
        let set = provider.set()
        #expect(await code(set, try token(first)) == .keysUnavailable)
        #expect(await code(set, try token(first)) == .keysUnavailable)
        #expect(provider.count == 1)
        provider.advance(by: .seconds(1))
        #expect(await code(set, try token(first)) == nil)
    }

    @Test func `concurrent callers share one fetch`() async throws {
        let provider = Provider([response(first)], isOpen: false)
        let set = provider.set()
        let token = try token(first)
        try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<50 {
                group.addTask { try await self.verifier(set).verify(token).subject }
            }
            group.addTask {
                while provider.count == 0 { await Task.yield() }
                provider.open()
                return "1"
            }
            for try await subject in group {
                #expect(subject == "1")
            }
        }
        #expect(provider.count == 1)
    }

    @Test func `cancelling a caller does not cancel the shared fetch`() async throws {
        let provider = Provider([response(first)], isOpen: false)
        let set = provider.set()
        let cancelled = Task { try await set.keys(for: "1") }
        while provider.count == 0 { await Task.yield() }
        let patient = Task { try await set.keys(for: "1") }
        cancelled.cancel()
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        provider.open()
        #expect(try await patient.value.keys.map(\.id) == ["1"])
        #expect(provider.count == 1)
    }

    @Test func `a cancelled task does not fetch`() async throws {
        let provider = Provider([response(first)])
        let set = provider.set()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await set.keys(for: "1")
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(provider.count == 0)
    }

    @Test(arguments: [
        "", "not json", "[]", "{}", #"{"keys":[]}"#, #"{"keys":[{"kty":"RSA"}]}"#,
        #"{"keys":[{"kty":"oct","alg":"HS256","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}]}"#,
    ])
    func `rejects a set without a public key`(text: String) async throws {
        let set = Provider([.success(Array(text.utf8))]).set()
        #expect(await code(set, try token(first)) == .keysUnavailable)
    }

    @Test func `ignores secrets from the network`() async throws {
        let secret = try #require(RFCExample.all.first { $0.algorithm == "HS256" && $0.jwk["kid"] != nil })
        var jwk = RFCExample.all[2].jwk
        jwk["kid"] = "private"
        let set = Provider([.success((["keys": [secret.jwk, jwk]] as JSON).bytes)]).set()
        let keys = try await set.keys()
        #expect(keys.keys.map(\.id) == ["private"])
        #expect(keys.signingKey == nil)
        #expect(await code(set, secret.token) == .algorithmMismatch)
    }

    @Test func `rejects a set that is too large`() async throws {
        var configuration = RemoteJWKSet.Configuration()
        configuration.maximumSize = 64
        let set = Provider([response(first)]).set(configuration)
        #expect(await code(set, try token(first)) == .keysUnavailable)
    }

    /// Tokens that no published key could verify cause no fetch.
    @Test func `does not fetch for a token that is rejected anyway`() async throws {
        let provider = Provider([response(first)])
        let set = provider.set()
        let secret = try JWTKey(secret: TestKeys.secret, id: "1")
        #expect(await code(set, try token(secret)) == .algorithmMismatch)
        #expect(await code(set, "eyJhbGciOiJub25lIn0.e30.") == .algorithmMismatch)
        #expect(await code(set, "a.b") == .malformed)
        #expect(await code(set, String(repeating: "a", count: 20_000)) == .tooLarge)
        #expect(provider.count == 0)
    }

    @Test func `checks the claims`() async throws {
        let set = Provider([response(first)]).set()
        let token = try token(first)
        let late = RemoteJWTVerifier(keys: set, clock: .seconds(2000))
        let error = await #expect(throws: JWTError.self) { try await late.verify(token) }
        #expect(error?.code == .expired)
    }
}
