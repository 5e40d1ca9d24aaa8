import Foundation
import SwiftletPasswordHashes
import Synchronization
import Testing

@testable import SwiftletSecurity

/// A scheme with hashes of the form `NAME:PASSWORD`, which records its calls.
private final class RecordingScheme: PasswordScheme {
    let name: String
    private let recorded = Mutex<[String]>([])

    init(_ name: String) {
        self.name = name
    }

    /// Returns and removes the recorded calls.
    func takeCalls() -> [String] {
        recorded.withLock { calls in
            defer { calls = [] }
            return calls
        }
    }

    func recognizes(_ stored: String) -> Bool { stored.hasPrefix(name + ":") }

    func verify(_ password: [UInt8], against stored: String) throws(PasswordError) -> Bool {
        recorded.withLock { $0.append("verify") }
        if stored.hasSuffix(":costly") { throw PasswordError(.hashTooCostly, "Too costly.") }
        if stored.hasSuffix(":malformed") { throw PasswordError(.malformedHash, "Malformed.") }
        if stored.hasSuffix(":broken") { throw PasswordError(.cryptographyFailed, "Broken.") }
        return stored == name + ":" + String(decoding: password, as: UTF8.self)
    }

    func simulateFailure(_ password: [UInt8]) throws(PasswordError) {
        recorded.withLock { $0.append("simulate") }
    }
}

@Suite struct PasswordCheckTests {
    private let first = RecordingScheme("first")
    private let second = RecordingScheme("second")

    private func hasher() throws -> PasswordHasher {
        try PasswordHasher(parameters: ScryptParameters(logN: 4), verifying: [first, second])
    }

    @Test func `a correct password takes the work of its scheme only, and another scheme needs a rehash`() throws {
        let hasher = try hasher()
        let check = try hasher.checkBlocking("secret", against: "second:secret")
        #expect(check.isCorrect && check.needsRehash && check.error == nil)
        #expect(first.takeCalls() == [] && second.takeCalls() == ["verify"])
        let own = try hasher.checkBlocking("secret", against: hasher.hashBlocking("secret").encoded)
        #expect(own.isCorrect && !own.needsRehash)
        let earlier = try PasswordHasher(parameters: ScryptParameters(logN: 5)).hashBlocking("secret").encoded
        #expect(try hasher.checkBlocking("secret", against: earlier).needsRehash)
        #expect(first.takeCalls() == [] && second.takeCalls() == [])
    }

    @Test(arguments: [
        nil, "own", "first:x", "first:costly", "first:malformed", "unknown:x", "", "$scrypt$x", "$argon2id$v=19$m=64",
    ])
    func `every failed check does the work of all schemes`(stored: String?) throws {
        let hasher = try hasher()
        let stored = try stored == "own" ? hasher.hashBlocking("other").encoded : stored
        let check = try hasher.checkBlocking("secret", against: stored)
        #expect(!check.isCorrect && !check.needsRehash)
        let calls = first.takeCalls()
        switch stored {
        case "first:x": #expect(calls == ["verify"] && check.error == nil)
        case "first:costly": #expect(calls == ["verify", "simulate"] && check.error?.code == .hashTooCostly)
        case "first:malformed": #expect(calls == ["verify", "simulate"] && check.error?.code == .malformedHash)
        case "$scrypt$x": #expect(calls == ["simulate"] && check.error?.code == .malformedHash)
        case "unknown:x", "", "$argon2id$v=19$m=64":
            #expect(calls == ["simulate"] && check.error?.code == .unsupportedHash)
        default: #expect(calls == ["simulate"] && check.error == nil)
        }
        #expect(second.takeCalls() == ["simulate"])
    }

    @Test func `throws system failures`() throws {
        let error = #expect(throws: PasswordError.self) { try hasher().checkBlocking("x", against: "first:broken") }
        #expect(error?.code == .cryptographyFailed)
    }

    @Test func `rejects an overlong password without hashing, whether the user exists or not`() throws {
        let hasher = try hasher()
        let long = String(repeating: "x", count: 1025)
        for stored in [nil, "first:x", try hasher.hashBlocking("x").encoded] {
            #expect(try !hasher.checkBlocking(long, against: stored).isCorrect)
            #expect(first.takeCalls() == [] && second.takeCalls() == [])
        }
    }

    @Test(arguments: [(4, 8, 1), (14, 8, 1), (14, 8, 4), (13, 8, 10), (14, 8, 5), (16, 8, 1), (16, 8, 2)])
    func `a failed check of a cheaper scrypt hash does the work of the current parameters`(
        logN: Int,
        blockSize: Int,
        parallelism: Int
    ) throws {
        let stored = try ScryptParameters(logN: logN, blockSize: blockSize, parallelism: parallelism)
        let scheme = ScryptScheme(parameters: .standard, limits: PasswordHasher.Limits())
        let work = stored.work + (scheme.filler(after: stored)?.work ?? 0)
        let expected = max(stored.work, ScryptParameters.standard.work)
        #expect(abs(work - expected) <= ScryptParameters.standard.work / 10)
    }

    /// No user, and stored hashes of several applications, with the expected cost of their scheme or a lower one.
    private static let users: [String?] = [
        nil,
        "$scrypt$ln=4,r=8,p=1$MDEyMzQ1Njc4OWFiY2RlZg$5WMkVwY83WqULlaI2SogWKvQqHPLvft6ohrJPoe+ShA",
        "$pbkdf2-sha256$29000$8PHy8/T19vf4.fr7/P3./w$YEsryuQeLpX.S7h/44VEsbkSPUZOYT9iuY71Ms.KDi0",
        "$2b$04$QC/nwyb5JD2SAlU27rpRmuzRkdnIwTi60HWsKDBCo9.HXGBZ9yrsu",
        "$argon2id$v=19$m=64,t=2,p=1$rz09XY98Pu/o2Y5NPsBoxA$TpMnTTDHDXfnFrqbwm24iLqaR93FJC2PNkgIcGYOm6g",
        "$argon2id$v=19$m=1048576,t=2,p=1$rz09XY98Pu/o2Y5NPsBoxA$TpMnTTDHDXfnFrqbwm24iLqaR93FJC2PNkgIcGYOm6g",
        "plain text",
    ]

    @Test func `a failed check takes the same time for every stored hash`() throws {
        let hasher = try PasswordHasher(
            parameters: ScryptParameters(logN: 14),
            verifying: [
                .pbkdf2(iterations: 50_000), .bcrypt(cost: 8), .argon2(expected: Argon2Cost(memory: 8192, passes: 3)),
            ]
        )
        // The minimum CPU time of this thread over several rounds, so that other load on the machine hardly matters.
        var times = [Double](repeating: .infinity, count: Self.users.count)
        for _ in 0..<5 {
            for (index, stored) in Self.users.enumerated() {
                let start = processorTime()
                #expect(try !hasher.checkBlocking("wrong password", against: stored).isCorrect)
                times[index] = min(times[index], processorTime() - start)
            }
        }
        let least = try #require(times.min())
        let most = try #require(times.max())
        #expect(most < least * 1.5, "\(times)")
    }

    @Test(arguments: [
        "$pbkdf2-sha256$29000$8PHy8/T19vf4.fr7/P3./w$YEsryuQeLpX.S7h/44VEsbkSPUZOYT9iuY71Ms.KDi0",
        "$2b$04$QC/nwyb5JD2SAlU27rpRmuzRkdnIwTi60HWsKDBCo9.HXGBZ9yrsu",
        "$argon2id$v=19$m=64,t=2,p=1$rz09XY98Pu/o2Y5NPsBoxA$TpMnTTDHDXfnFrqbwm24iLqaR93FJC2PNkgIcGYOm6g",
    ])
    func `checks hashes of other applications only with their scheme`(stored: String) async throws {
        let password = stored.hasPrefix("$pbkdf2") ? "password" : "pässword"
        let parameters = try ScryptParameters(logN: 4)
        let alone = try await PasswordHasher(parameters: parameters).check(password, against: stored)
        #expect(!alone.isCorrect && alone.error?.code == .unsupportedHash)
        let hasher = try PasswordHasher(
            parameters: parameters,
            verifying: [.pbkdf2(iterations: 1), .bcrypt(cost: 4), .argon2(expected: Argon2Cost(memory: 64, passes: 1))]
        )
        let check = try await hasher.check(password, against: stored)
        #expect(check.isCorrect && check.needsRehash && check.error == nil)
        #expect(try await !hasher.check("wrong", against: stored).isCorrect)
    }

    @Test func `treats PBKDF2 above the limit as a wrong password`() throws {
        let hasher = try PasswordHasher(
            parameters: ScryptParameters(logN: 4),
            verifying: [.pbkdf2(iterations: 1, maximumIterations: 28_999)]
        )
        let stored = "$pbkdf2-sha256$29000$8PHy8/T19vf4.fr7/P3./w$YEsryuQeLpX.S7h/44VEsbkSPUZOYT9iuY71Ms.KDi0"
        let check = try hasher.checkBlocking("password", against: stored)
        #expect(!check.isCorrect && check.error?.code == .hashTooCostly)
        #expect(check.error?.description.contains("8PHy") == false)
    }
}

/// The CPU time of the calling thread, in seconds.
private func processorTime() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
