import SwiftletSecurity
import Testing

@testable import SwiftletPasswordHashes

@Suite struct BcryptTests {
    private static let scheme = BcryptScheme.bcrypt(cost: 4)

    private func verify(_ password: String, _ stored: String) throws -> Bool {
        #expect(Self.scheme.recognizes(stored))
        return try Self.scheme.verify(Array(password.utf8), against: stored)
    }

    /// Test vectors of jBCrypt and crypt_blowfish.
    @Test(arguments: [
        ("a", "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe"),
        ("abc", "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i"),
        ("abcdefghijklmnopqrstuvwxyz", "$2a$06$.rCVZVOThsIa97pEDOxvGuRRgzG64bvtJ0938xuqzv18d3ZpQhstC"),
        (
            "~!@#$%^&*()      ~!@#$%^&*()PNBFRD",
            "$2a$06$fPIsBO8qRqkjj273rfaOI.HtSV9jLDpTbZn782DC6/t7qT67P6FfO"
        ),
        ("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
    ])
    func `verifies the test vectors of other implementations`(password: String, stored: String) throws {
        #expect(try verify(password, stored))
        #expect(try !verify(password + "x", stored))
    }

    /// Hashes by bcrypt 4.0.1, passlib 1.7.4 and pwdlib 0.3.1 for Python; those of Django follow its own scheme.
    @Test(arguments: [
        "$2a$04$EFE0cRXTzGUkhLhu0Pfx/eBTFnhJUjPEQpepc9yLSpXLl75JetgAK",
        "$2b$04$QC/nwyb5JD2SAlU27rpRmuzRkdnIwTi60HWsKDBCo9.HXGBZ9yrsu",
        "$2y$05$M6FS9jsDS1b/chuI75hsKO7aVFoeHouhsO8Lt0c3zgN6Kn87R8o8S",
        "$2b$12$fMBxmC0LbK/7oSybs9UnleOTq.qALofCSmJNHfuksY8Pcb.ragW1m",
        "$2b$04$IfDvM3hXXfDsRfHUjbaOw.fhuW0zjPAc2Bwp394zT.p77rHWHjP7e",
        "$2b$04$nArjRq0ist.ryXZ/RybNtOUb4Fb70tvex/TBuPFNoUst.rh5.jbi.",
        "$bcrypt-sha256$v=2,t=2b,r=4$m89m7R.eqM07olF7DYqoyO$il9F3eeyyBRXAmoajuz.kNOp8bU42Sm",
        "$bcrypt-sha256$2b,4$MTFP7xZvGi7MFaI.CQgUXu$P8Ks1LLDTVtNXzZZ0ICnImJL1rgVcAG",
        "bcrypt$$2b$04$7YowJKjXMOTE3xuGBRo6..QtsUhsNQHS6ieVmPc74ohZrFld2VIL.",
        "bcrypt_sha256$$2b$04$ZY.W/BiEyOZ1EuxYRadTFuCOuaUD.F7hI4kj7fAOYLWsh.7aHV8z6",
    ])
    func `verifies hashes of Python applications`(stored: String) throws {
        #expect(try verify("pässword", stored))
        for wrong in ["password", "pa\u{308}ssword", "pässword\u{0}", "pässword ", ""] {
            #expect(try !verify(wrong, stored), "\(wrong)")
        }
    }

    @Test func `verifies an empty password`() throws {
        #expect(try verify("", "$2b$04$5wouZYyI2sf3PNphJknECOX7JaAiNQkyXWPM4cSifmivovA0Y3Oym"))
    }

    @Test(arguments: [0, 72, 511, 512, 1024])
    func `simulates a failed check for a password of any length`(_ length: Int) throws {
        try BcryptScheme.bcrypt(cost: 4).simulateFailure([UInt8](repeating: 0x78, count: length))
    }

    @Test func `uses only the first 72 bytes of a password`() throws {
        let stored = "$2b$04$1TFK27u1bg2RZR8ulj5cH.EL8XbIQtcAKu1K3uPHYq7.K84Zzf.1."
        for length in [72, 73, 600, 1024] { #expect(try verify(String(repeating: "x", count: length), stored)) }
        #expect(try !verify(String(repeating: "x", count: 71), stored))
    }

    @Test(arguments: [
        "$2b$", "$2b$04$", "$2b$04$QC/nwyb5JD2SAlU27rpRmuzRkdnIwTi60HWsKDBCo9.HXGBZ9yrs",
        "$2b$04$QC/nwyb5JD2SAlU27rpRmuzRkdnIwTi60HWsKDBCo9.HXGBZ9yrsuu",
        "$2b$04$QC/nwyb5JD2SAlU27rpRmuzRkdnIwTi60HWsKDBCo9.HXGBZ9yrs*",
        "$2b$04$QC/nwyb5JD2SAlU27rpRmuzRkdnIwTi60HWsKDBCo9.HXGBZ9yrs\u{301}",
        "$2b$03$QC/nwyb5JD2SAlU27rpRmuzRkdnIwTi60HWsKDBCo9.HXGBZ9yrsu",
        "$2b$32$QC/nwyb5JD2SAlU27rpRmuzRkdnIwTi60HWsKDBCo9.HXGBZ9yrsu",
        "$2b$4$QC/nwyb5JD2SAlU27rpRmuzRkdnIwTi60HWsKDBCo9.HXGBZ9yrsu",
        "$2b$+4$QC/nwyb5JD2SAlU27rpRmuzRkdnIwTi60HWsKDBCo9.HXGBZ9yrsu",
        "$2b$04$QC/nwyb5JD2SAlU27rpRmuzRkdnIwTi60HWsKDBCo9.HXGBZ9yrsu$", "bcrypt$", "bcrypt_sha256$$2b$04$x",
        "bcrypt$x$2b$04$7YowJKjXMOTE3xuGBRo6..QtsUhsNQHS6ieVmPc74ohZrFld2VIL.",
        "$bcrypt-sha256$v=3,t=2b,r=4$m89m7R.eqM07olF7DYqoyO$il9F3eeyyBRXAmoajuz.kNOp8bU42Sm",
        "$bcrypt-sha256$v=2,t=2b,r=4$m89m7R.eqM07olF7DYqoy$Oil9F3eeyyBRXAmoajuz.kNOp8bU42Sm",
        "$bcrypt-sha256$v=2,t=2b,r=4$m89m7R.eqM07olF7DYqoyO",
    ])
    func `reports a malformed hash`(stored: String) {
        let error = #expect(throws: PasswordError.self) { try verify("x", stored) }
        #expect(error?.code == .malformedHash)
    }

    @Test(arguments: ["$2x$04$", "$2$04$", "$1$", "2b$04$", " $2b$04$", "bcrypt", "", "$argon2id$"])
    func `does not recognize another format`(stored: String) {
        #expect(!Self.scheme.recognizes(stored))
    }

    @Test func `rejects a hash above the maximum cost before any work`() throws {
        let stored = "$2b$31$QC/nwyb5JD2SAlU27rpRmuzRkdnIwTi60HWsKDBCo9.HXGBZ9yrsu"
        let error = #expect(throws: PasswordError.self) { try verify("x", stored) }
        #expect(error?.code == .hashTooCostly)
        #expect(error?.description.contains("QC/") == false)
    }

    @Test(arguments: [(4, 12), (10, 12), (11, 12), (12, 12), (14, 12), (31, 4), (5, 5)])
    func `a failed check of a cheaper hash does the expected work`(stored: Int, expected: Int) {
        let fillers = BcryptScheme.bcrypt(cost: expected).fillers(after: stored)
        let work = (1 << stored) + fillers.reduce(0) { $0 + (1 << $1) }
        #expect(work == max(1 << stored, 1 << expected))
    }
}
