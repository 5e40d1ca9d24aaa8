import SwiftletSecurity
import Testing

@Suite struct HashingTests {
    static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        .joined()
    }

    @Test func `hashes the FIPS 180 test vectors`() throws {
        #expect(
            Self.hex(try HashFunction.sha256.digest(of: "abc"))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(
            Self.hex(try HashFunction.sha256.digest(of: ""))
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        )
        #expect(
            Self.hex(try HashFunction.sha384.digest(of: "abc")) == """
                cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7
                """
        )
        #expect(
            Self.hex(try HashFunction.sha512.digest(of: "abc")) == """
                ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
                2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f
                """
        )
    }

    @Test func `reports the digest size`() throws {
        for function in [HashFunction.sha256, .sha384, .sha512] {
            #expect(try function.digest(of: "x").count == function.digestSize)
        }
    }

    /// RFC 4231: cases 1, 2, 3 and 6, whose keys and messages differ in length.
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xAA, count: 20), [UInt8](repeating: 0xDD, count: 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        (
            [UInt8](repeating: 0xAA, count: 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ])
    func `authenticates the RFC 4231 test vectors`(key: [UInt8], message: [UInt8], code: String) throws {
        let hmac = try HMAC(key: key)
        // Three times, to test that the context is reset.
        for _ in 0..<3 {
            #expect(Self.hex(try hmac.authenticate(message)) == code)
        }
        #expect(try hmac.isValid(try hmac.authenticate(message), for: message))
        #expect(try !hmac.isValid(try hmac.authenticate(message), for: message + [0]))
        #expect(try !hmac.isValid(Array(try hmac.authenticate(message).dropLast()), for: message))
        #expect(try !hmac.isValid([], for: message))
    }

    @Test func `authenticates with the longer hashes`() throws {
        let message = Array("what do ya want for nothing?".utf8)
        #expect(
            Self.hex(try HMAC(key: Array("Jefe".utf8), hash: .sha384).authenticate(message)) == """
                af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649
                """
        )
        #expect(
            Self.hex(try HMAC(key: Array("Jefe".utf8), hash: .sha512).authenticate(message)) == """
                164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554\
                9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737
                """
        )
    }

    @Test func `authenticates with an empty key and an empty message`() throws {
        let hmac = try HMAC(key: [])
        let code = "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"
        #expect(Self.hex(try hmac.authenticate([])) == code)
        #expect(Self.hex(try hmac.authenticate([])) == code)
    }

    @Test func `authenticates concurrently`() async throws {
        let hmac = try HMAC(key: Array("Jefe".utf8))
        let messages = (0..<32).map { index in [UInt8](repeating: UInt8(index), count: 500 + index) }
        let expected = try messages.map { message in try hmac.authenticate(message) }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask { @concurrent in
                    for (message, code) in zip(messages, expected) {
                        guard try hmac.isValid(code, for: message) else { return false }
                    }
                    return true
                }
            }
            for try await isRight in group {
                #expect(isRight)
            }
        }
    }

    @Test func `compares bytes`() {
        #expect(ConstantTime.equal([UInt8](), []))
        #expect(ConstantTime.equal([1, 2, 3], [1, 2, 3]))
        #expect(!ConstantTime.equal([1, 2, 3], [1, 2, 4]))
        #expect(!ConstantTime.equal([1, 2, 3], [1, 2]))
        #expect(!ConstantTime.equal([1], []))
    }

    @Test func `compares strings by byte`() {
        #expect(ConstantTime.equal("s3cret", "s3cret"))
        #expect(!ConstantTime.equal("s3cret", "s3creT"))
        // Canonically equivalent, but different bytes.
        #expect("\u{E9}" == "e\u{301}")
        #expect(!ConstantTime.equal("\u{E9}", "e\u{301}"))
    }

    @Test func `returns random bytes`() throws {
        #expect(try SecureRandom.bytes(0).isEmpty)
        #expect(try SecureRandom.bytes(1000).count == 1000)
        // All chunks are filled: the probability of a chunk of zeros is 2^-256.
        let large = try SecureRandom.bytes(1024)
        for start in stride(from: 0, to: large.count, by: 32) {
            #expect(large[start..<start + 32].contains { $0 != 0 })
        }
        try SecureRandom.reseedOpenSSL()
        #expect(try SecureRandom.bytes(32) != SecureRandom.bytes(32))
        let error = #expect(throws: CryptoError.self) { try SecureRandom.bytes(-1) }
        #expect(error?.code == .invalidArgument)
        let token = try SecureRandom.token()
        #expect(token.utf8.count == 43)
        #expect(Base64URL.decode(token)?.count == 32)
    }
}
