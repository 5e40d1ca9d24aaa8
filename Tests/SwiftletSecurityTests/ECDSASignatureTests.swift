import Testing

@testable import SwiftletSecurity

@Suite struct ECDSASignatureTests {
    @Test(
        arguments: [
            ([0, 1], [0, 2], [0x30, 6, 2, 1, 1, 2, 1, 2]),
            ([0x80, 0], [0x7F, 0xFF], [0x30, 9, 2, 3, 0, 0x80, 0, 2, 2, 0x7F, 0xFF]),
            ([0, 0], [0, 0], [0x30, 6, 2, 1, 0, 2, 1, 0]), ([0, 0x80], [1, 0], [0x30, 8, 2, 2, 0, 0x80, 2, 2, 1, 0]),
        ] as [([UInt8], [UInt8], [UInt8])]
    )
    func `converts between JOSE and DER`(r: [UInt8], s: [UInt8], der: [UInt8]) {
        #expect(ECDSASignature.der(fromRaw: r + s, fieldSize: 2) == der)
        #expect(ECDSASignature.raw(fromDER: der, fieldSize: 2) == r + s)
    }

    @Test func `converts the longest numbers`() throws {
        for fieldSize in [32, 48, 66] {
            let raw = [UInt8](repeating: 0xFF, count: 2 * fieldSize)
            let der = try #require(ECDSASignature.der(fromRaw: raw, fieldSize: fieldSize))
            #expect(ECDSASignature.raw(fromDER: der, fieldSize: fieldSize) == raw)
        }
    }

    @Test func `rejects a signature of another size`() {
        #expect(ECDSASignature.der(fromRaw: [], fieldSize: 2) == nil)
        #expect(ECDSASignature.der(fromRaw: [1, 2, 3], fieldSize: 2) == nil)
        #expect(ECDSASignature.der(fromRaw: [1, 2, 3, 4, 5], fieldSize: 2) == nil)
    }

    @Test(
        arguments: [
            [], [0x30], [0x30, 6], [0x31, 6, 2, 1, 1, 2, 1, 2], [0x30, 6, 2, 1, 1, 2, 1],
            [0x30, 6, 2, 1, 1, 2, 1, 2, 0],
            [0x30, 7, 2, 1, 1, 2, 1, 2, 0], [0x30, 6, 3, 1, 1, 2, 1, 2], [0x30, 6, 2, 1, 0x80, 2, 1, 2],
            [0x30, 5, 2, 0, 2, 1, 2],
            [0x30, 0x81, 6, 2, 1, 1, 2, 1, 2], [0x30, 0x80, 2, 1, 1, 2, 1, 2, 0, 0], [0x30, 8, 2, 3, 1, 0, 0, 2, 1, 2],
            [0x30, 3, 2, 1, 1],
        ] as [[UInt8]]
    )
    func `rejects invalid DER`(der: [UInt8]) {
        #expect(ECDSASignature.raw(fromDER: der, fieldSize: 2) == nil)
    }
}
