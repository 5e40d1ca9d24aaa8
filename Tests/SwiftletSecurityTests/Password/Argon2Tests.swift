import SwiftletSecurity
import Testing

@testable import SwiftletPasswordHashes

@Suite struct Argon2Tests {
    private static let scheme = Argon2Scheme.argon2(expected: Argon2Cost(memory: 64, passes: 1))

    private func verify(_ password: String, _ stored: String) throws -> Bool {
        #expect(Self.scheme.recognizes(stored))
        return try Self.scheme.verify(Array(password.utf8), against: stored)
    }

    /// Test vectors of the reference implementation.
    @Test(arguments: [
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
        "$argon2i$m=256,t=2,p=1$c29tZXNhbHQ$/U3YPXYsSb3q9XxHvc0MLxur+GP960kN9j7emXX8zwY",
        "$argon2i$v=16$m=256,t=2,p=1$c29tZXNhbHQ$/U3YPXYsSb3q9XxHvc0MLxur+GP960kN9j7emXX8zwY",
    ])
    func `verifies the test vectors of the reference implementation`(stored: String) throws {
        #expect(try verify("password", stored))
        #expect(try !verify("passwore", stored))
    }

    /// Hashes by argon2-cffi 25.1, passlib 1.7.4 and pwdlib 0.3.1 for Python; Django adds its own prefix.
    @Test(arguments: [
        "$argon2id$v=19$m=64,t=2,p=1$rz09XY98Pu/o2Y5NPsBoxA$TpMnTTDHDXfnFrqbwm24iLqaR93FJC2PNkgIcGYOm6g",
        "$argon2i$v=19$m=64,t=2,p=1$BqyeQfr/0NfPreYvrhQpbw$8mRxSM4PL/YaOIC6Jdgz1KSJdH8y9y68aXMS3bX1T90",
        "$argon2d$v=19$m=64,t=2,p=1$6pxJZZ8JxEzvl1qtaYV7BQ$MhZgkQThrD2BlIFpxkJcRCuw26bKWiaYXZbbhH6WvtE",
        "$argon2id$v=19$m=64,t=1,p=4$cS4fIm4SgevQxvdVqbHXng$zWvBR8UqTXxo2UjvIdvv0UYPvC2mnpIO3Sq0hG/sr3o",
        "$argon2id$v=19$m=65536,t=3,p=4$lqcvLewnljbAHcevLYCizA$nkh7eIxXHAsYKhkhBZqe4ib9KDHMJYxrHKeqltuo6vU",
        "$argon2id$v=16$m=64,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$F/FdaVGofQI+V8MlkaTzgxV1CHQpI3fmldyJz7LftaA",
        "$argon2id$v=19$m=64,t=2,p=1$QbbpWTJX6k4$ZDOd+oCzSWKRm1kV0CQHkA",
        "$argon2id$v=19$m=64,t=2,p=2$bw1h7N2b897bO2fMGaN0rg$N9K9CvO5dEt3F97gMzz0ehtjuRHKSAGd9pteIJoAstY",
        "$argon2id$v=19$m=256,t=1,p=2$ELQWirMELhjl5GNutXsT+Q$ZbDxHJmNnIBAZwvIyqfkFLQpU6HsgEJBk4B4qpkEO/Q",
        "argon2$argon2id$v=19$m=64,t=2,p=1$rz09XY98Pu/o2Y5NPsBoxA$TpMnTTDHDXfnFrqbwm24iLqaR93FJC2PNkgIcGYOm6g",
    ])
    func `verifies hashes of Python applications`(stored: String) throws {
        #expect(try verify("pässword", stored))
        for wrong in ["password", "pa\u{308}ssword", "pässword\u{0}", ""] {
            #expect(try !verify(wrong, stored), "\(wrong)")
        }
    }

    @Test func `verifies an empty password`() throws {
        let stored = "$argon2id$v=19$m=64,t=2,p=1$0WeXUUMnONS07eUnMfsdgw$J6s+N4BfEAenPWJVyvcXe90iBov0JHO2yKDzxlmwuII"
        #expect(try verify("", stored))
        #expect(try !verify("x", stored))
    }

    private static let good = "$argon2id$v=19$m=64,t=2,p=1$QbbpWTJX6k4$ZDOd+oCzSWKRm1kV0CQHkA"

    @Test(arguments: [
        "$argon2id$", "argon2$", "$argon2id$v=19$m=64,t=2,p=1", good + "$", good + "=", good + " ", good + "\u{301}",
        String(good.dropLast()), good.replacing("v=19", with: "v=18"), good.replacing("v=19", with: "v=019"),
        good.replacing("m=64", with: "m=7"), good.replacing("m=64", with: "m=064"),
        good.replacing("m=64", with: "m=+64"),
        good.replacing("m=64", with: "m=99999999999"), good.replacing("m=64", with: "m="),
        good.replacing("t=2", with: "t=0"), good.replacing("t=2", with: "t=9999999999"),
        good.replacing("p=1", with: "p=0"), good.replacing("p=1", with: "p=65"), good.replacing("p=1", with: "p=9"),
        good.replacing("p=1", with: "p=1,data=eA"), good.replacing("m=64,t=2", with: "t=2,m=64"),
        good.replacing("QbbpWTJX6k4", with: "QbbpWTJX"), good.replacing("QbbpWTJX6k4", with: "Qb*pWTJX6k4"),
        good.replacing("QbbpWTJX6k4", with: "QbbpWTJX6k5"), good.replacing("ZDOd+oCzSWKRm1kV0CQHkA", with: "AAAA"),
        good.replacing("QbbpWTJX6k4", with: String(repeating: "A", count: 600)),
    ])
    func `reports a malformed hash`(stored: String) {
        let error = #expect(throws: PasswordError.self) { try verify("x", stored) }
        #expect(error?.code == .malformedHash)
    }

    @Test(arguments: ["$argon2$", "$argon2x$", "argon2", " $argon2id$", "", "$2b$04$"])
    func `does not recognize another format`(stored: String) {
        #expect(!Self.scheme.recognizes(stored))
    }

    @Test(arguments: ["m=131073,t=1", "m=2147483647,t=1", "m=64,t=2147483647", "m=131072,t=9"])
    func `rejects a hash above the limits before any work`(cost: String) {
        let stored = Self.good.replacing("m=64,t=2", with: cost)
        let error = #expect(throws: PasswordError.self) { try verify("x", stored) }
        #expect(error?.code == .hashTooCostly)
        #expect(error?.description.contains("Qbb") == false)
    }

    @Test(arguments: [
        (Argon2Cost(memory: 64, passes: 1), Argon2Cost(memory: 65_536, passes: 3)),
        (Argon2Cost(memory: 19_456, passes: 2), Argon2Cost(memory: 65_536, passes: 3)),
        (Argon2Cost(memory: 65_536, passes: 3, lanes: 4), Argon2Cost(memory: 65_536, passes: 3)),
        (Argon2Cost(memory: 102_400, passes: 2), Argon2Cost(memory: 65_536, passes: 3)),
    ])
    func `a failed check of a cheaper hash does the expected work`(stored: Argon2Cost, expected: Argon2Cost) {
        let fillers = Argon2Scheme.argon2(expected: expected).fillers(after: stored)
        let work = stored.work + fillers.reduce(0) { $0 + $1.work }
        #expect(abs(work - max(stored.work, expected.work)) < Argon2Cost.minimumMemory)
        #expect(fillers.allSatisfy { $0.memory <= expected.memory })
    }

    @Test func `clamps costs to the valid range`() {
        #expect(Argon2Cost(memory: -1, passes: 0, lanes: 100) == Argon2Cost(memory: 512, passes: 1, lanes: 64))
        #expect(Argon2Cost(memory: .max, passes: .max).work > 0)
    }
}
