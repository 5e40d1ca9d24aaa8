/// The CRC-32 checksum of gzip ([RFC 1952, section 8](https://www.rfc-editor.org/rfc/rfc1952#section-8)).
enum CRC32 {
    private static let table: [UInt32] = (0..<256)
        .map { (index: UInt32) in
            (0..<8).reduce(index) { value, _ in value & 1 == 1 ? 0xedb8_8320 ^ value >> 1 : value >> 1 }
        }

    /// The checksum of bytes.
    static func checksum(of bytes: ArraySlice<UInt8>) -> UInt32 {
        let table = table
        var checksum: UInt32 = 0xffff_ffff
        for byte in bytes {
            checksum = table[Int((checksum ^ UInt32(byte)) & 0xff)] ^ checksum &>> 8
        }
        return ~checksum
    }
}
