import SwiftletIdempotency
import Testing

/// What all stores guarantee.
@Suite(.timeLimit(.minutes(5))) struct IdempotencyStoreTests {
    private static let long = Duration.seconds(600)

    @Test(arguments: StoreKind.allCases)
    func `a key is claimed once, completes, and keeps its result`(_ kind: StoreKind) async throws {
        try await kind.with { store in
            let claim = try await store.claim("k", fingerprint: "f", lease: Self.long).claim()
            #expect(try await store.claim("k", fingerprint: "g", lease: Self.long) == .inProgress(fingerprint: "f"))
            #expect(try await store.complete(claim, result: [0, 255, 10], expiration: Self.long))
            let known = IdempotencyState.completed(fingerprint: "f", result: [0, 255, 10])
            #expect(try await store.claim("k", fingerprint: "g", lease: Self.long) == known)
            #expect(try await store.claim("other", fingerprint: "f", lease: Self.long).claim().key == "other")
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a key can complete with an empty result, or without one`(_ kind: StoreKind) async throws {
        try await kind.with { store in
            let first = try await store.claim("a", fingerprint: "f", lease: Self.long).claim()
            let second = try await store.claim("b", fingerprint: "f", lease: Self.long).claim()
            #expect(try await store.complete(first, result: [], expiration: Self.long))
            #expect(try await store.complete(second, result: nil, expiration: Self.long))
            let (a, b) = (
                try await store.claim("a", fingerprint: "f", lease: Self.long),
                try await store.claim("b", fingerprint: "f", lease: Self.long)
            )
            #expect(a == .completed(fingerprint: "f", result: []))
            #expect(b == .completed(fingerprint: "f", result: nil))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a released key is free, and a completed one is not released`(_ kind: StoreKind) async throws {
        try await kind.with { store in
            let first = try await store.claim("k", fingerprint: "f", lease: Self.long).claim()
            try await store.release(first)
            let second = try await store.claim("k", fingerprint: "g", lease: Self.long).claim()
            #expect(first.token != second.token)
            // Those of the earlier claim have no effect.
            try await store.release(first)
            #expect(try await !store.complete(first, result: [1], expiration: Self.long))
            #expect(try await store.claim("k", fingerprint: "f", lease: Self.long) == .inProgress(fingerprint: "g"))
            #expect(try await store.complete(second, result: [2], expiration: Self.long))
            try await store.release(second)
            #expect(try await !store.complete(second, result: [3], expiration: Self.long))
            let known = IdempotencyState.completed(fingerprint: "g", result: [2])
            #expect(try await store.claim("k", fingerprint: "f", lease: Self.long) == known)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a key is taken over after its lease, and the late claim cannot overwrite it`(_ kind: StoreKind) async throws {
        try await kind.with { store in
            let late = try await store.claim("k", fingerprint: "f", lease: .milliseconds(20)).claim()
            try await Task.sleep(for: .milliseconds(40))
            let current = try await store.claim("k", fingerprint: "g", lease: Self.long).claim()
            #expect(try await !store.complete(late, result: [1], expiration: Self.long))
            try await store.release(late)
            #expect(try await store.claim("k", fingerprint: "f", lease: Self.long) == .inProgress(fingerprint: "g"))
            #expect(try await store.complete(current, result: [2], expiration: Self.long))
            #expect(try await !store.complete(late, result: [1], expiration: Self.long))
            let known = IdempotencyState.completed(fingerprint: "g", result: [2])
            #expect(try await store.claim("k", fingerprint: "f", lease: Self.long) == known)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a late claim completes if its key was not taken over`(_ kind: StoreKind) async throws {
        try await kind.with { store in
            let late = try await store.claim("k", fingerprint: "f", lease: .milliseconds(1)).claim()
            try await Task.sleep(for: .milliseconds(20))
            #expect(try await store.complete(late, result: [1], expiration: Self.long))
            let known = IdempotencyState.completed(fingerprint: "f", result: [1])
            #expect(try await store.claim("k", fingerprint: "f", lease: Self.long) == known)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an expired result is deleted`(_ kind: StoreKind) async throws {
        try await kind.with { store in
            let claim = try await store.claim("k", fingerprint: "f", lease: Self.long).claim()
            #expect(try await store.complete(claim, result: [1], expiration: .milliseconds(20)))
            try await Task.sleep(for: .milliseconds(40))
            _ = try await store.claim("other", fingerprint: "f", lease: Self.long).claim()
            #expect(try await store.claim("k", fingerprint: "g", lease: Self.long).claim() != claim)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `of concurrent claims exactly one succeeds`(_ kind: StoreKind) async throws {
        try await kind.with { store in
            for round in 0..<10 {
                let claims = try await withThrowingTaskGroup(of: Bool.self) { group in
                    for _ in 0..<8 {
                        group.addTask {
                            switch try await store.claim("k\(round)", fingerprint: "f", lease: Self.long) {
                            case .claimed: true
                            default: false
                            }
                        }
                    }
                    return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                #expect(claims == 1)
            }
        }
    }
}
