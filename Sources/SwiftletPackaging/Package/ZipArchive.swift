import CZlib

/// A reproducible zip archive, without timestamps and owners.
///
/// See https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT.
struct ZipArchive: Sendable {
    /// An entry of the central directory.
    private struct Entry {
        let name: [UInt8]
        let checksum: UInt32
        let method: UInt16
        let packedSize: UInt32
        let size: UInt32
        let permissions: UInt32
        let offset: UInt32
    }

    private var entries: [Entry] = []
    private var bytes: [UInt8] = []

    /// Creates an empty archive.
    init() {}

    /// Adds a file.
    ///
    /// - Parameters:
    ///   - name: The path in the archive.
    ///   - content: The bytes of the file.
    ///   - isExecutable: Whether the file is executable.
    /// - Returns: The compressed size in bytes.
    /// - Throws: ``PackagingError`` if the archive exceeds the format's limits.
    @discardableResult
    mutating func add(_ name: String, _ content: [UInt8], isExecutable: Bool) throws(PackagingError) -> Int {
        let packed = try Deflate.compress(content, to: .raw)
        let isPacked = packed.count < content.count
        let data = isPacked ? packed : content
        guard let size = UInt32(exactly: content.count), let packedSize = UInt32(exactly: data.count),
            let offset = UInt32(exactly: bytes.count), entries.count < Int(UInt16.max), name.utf8.count < 0x1_0000
        else { throw PackagingError(.invalidInput, "\(name) exceeds the 4 GB limit of a zip archive.") }
        let entry = Entry(
            name: Array(name.utf8),
            checksum: Self.checksum(content),
            method: isPacked ? 8 : 0,
            packedSize: packedSize,
            size: size,
            permissions: isExecutable ? 0o100_755 : 0o100_644,
            offset: offset
        )
        append(UInt32(0x0403_4B50))
        appendHead(of: entry)
        bytes += entry.name
        bytes += data
        entries.append(entry)
        return data.count
    }

    /// The complete archive.
    ///
    /// - Throws: ``PackagingError`` if it exceeds the format's limits.
    consuming func finish() throws(PackagingError) -> [UInt8] {
        let start = bytes.count
        for entry in entries {
            append(UInt32(0x0201_4B50))
            // Created on Unix; the permissions are the upper half of the attributes.
            append(UInt16(3 << 8 | 20))
            appendHead(of: entry)
            append(UInt16(0))
            append(UInt16(0))
            append(UInt16(0))
            append(entry.permissions << 16)
            append(entry.offset)
            bytes += entry.name
        }
        guard let size = UInt32(exactly: bytes.count - start), let offset = UInt32(exactly: start) else {
            throw PackagingError(.invalidInput, "The package exceeds the 4 GB limit of a zip archive.")
        }
        append(UInt32(0x0605_4B50))
        append(UInt32(0))
        append(UInt16(entries.count))
        append(UInt16(entries.count))
        append(size)
        append(offset)
        append(UInt16(0))
        return bytes
    }

    /// Appends the fields that the local header and the central directory share.
    private mutating func appendHead(of entry: Entry) {
        append(UInt16(20))
        // Names are UTF-8.
        append(UInt16(1 << 11))
        append(entry.method)
        // The earliest timestamp of the format.
        append(UInt16(0))
        append(UInt16(1 << 5 | 1))
        append(entry.checksum)
        append(entry.packedSize)
        append(entry.size)
        append(UInt16(entry.name.count))
        append(UInt16(0))
    }

    private mutating func append<Value: FixedWidthInteger>(_ value: Value) {
        for shift in stride(from: 0, to: Value.bitWidth, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> Value(shift)))
        }
    }

    private static func checksum(_ content: [UInt8]) -> UInt32 {
        unsafe content.withUnsafeBufferPointer { buffer in
            unsafe UInt32(truncatingIfNeeded: crc32_z(0, buffer.baseAddress, buffer.count))
        }
    }
}
