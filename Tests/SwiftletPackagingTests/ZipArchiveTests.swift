import Testing

@testable import SwiftletPackaging

@Suite struct ZipArchiveTests {
    @Test func `an archive contains its files and no metadata`() throws {
        var archive = ZipArchive()
        #expect(try archive.add("a", [1, 2, 3], isExecutable: true) == 3)
        let bytes = try archive.finish()
        // Three bytes cannot be compressed and are stored. The checksum is that of ISO 3309.
        let head: [UInt8] = [
            20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0, 0x1D, 0x80, 0xBC, 0x55, 3, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0,
        ]
        let name = UInt8(ascii: "a")
        let file: [UInt8] = [0x50, 0x4B, 3, 4] + head + [name, 1, 2, 3]
        let listed: [UInt8] =
            [0x50, 0x4B, 1, 2, 20, 3] + head + [0, 0, 0, 0, 0, 0, 0, 0, 0xED, 0x81, 0, 0, 0, 0] + [name]
        let end: [UInt8] = [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, 47, 0, 0, 0, 34, 0, 0, 0, 0, 0]
        #expect(bytes == file + listed + end)
    }

    @Test func `repetitive content is compressed and archives are reproducible`() throws {
        let archives = try (0..<2)
            .map { _ in
                var archive = ZipArchive()
                #expect(try archive.add("zeros", [UInt8](repeating: 0, count: 100_000), isExecutable: false) < 200)
                try archive.add("empty", [], isExecutable: false)
                return try archive.finish()
            }
        #expect(archives[0] == archives[1])
        #expect(archives[0].count < 500)
    }

    @Test(arguments: [
        (FunctionPackage.Limit.packed, FunctionPackage.Limit.unpacked, nil),
        (FunctionPackage.Limit.packed + 1, 0, "upload limit"),
        (0, FunctionPackage.Limit.unpacked + 1, "unpacked"),
    ])
    func `the platform's limits are checked`(packed: Int, unpacked: Int, complaint: String?) throws {
        guard let complaint else { return try FunctionPackage.check(packed: packed, unpacked: unpacked) }
        let error = #expect(throws: PackagingError.self) {
            try FunctionPackage.check(packed: packed, unpacked: unpacked)
        }
        #expect(error?.message.contains(complaint) == true)
    }
}
