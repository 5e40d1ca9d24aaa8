/// The incremental CRC-32 checksum of Ethernet and zip files ([ISO 3309](https://www.rfc-editor.org/rfc/rfc1952#section-8)).
struct CRC32: Sendable {
    private static let table: [UInt32] = (0..<256)
        .map { byte in
            (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
        }

    private var register: UInt32 = .max

    /// The checksum of the bytes added so far.
    var value: UInt32 { ~register }

    /// Adds bytes.
    mutating func add(_ bytes: some Sequence<UInt8>) {
        let table = Self.table
        for byte in bytes {
            register = table[Int(UInt8(truncatingIfNeeded: register) ^ byte)] ^ (register >> 8)
        }
    }
}
