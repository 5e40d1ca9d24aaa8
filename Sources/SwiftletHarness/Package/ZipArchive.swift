import CZlib

/// A zip archive whose bytes depend on nothing but its files: no times, no owners, and the order in which they were added.
///
/// See https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT.
struct ZipArchive: Sendable {
    /// What is known of a file that was added.
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

    /// Creates an archive without files.
    init() {}

    /// Adds a file.
    ///
    /// - Parameters:
    ///   - name: its path in the archive.
    ///   - content: its bytes.
    ///   - isExecutable: whether it may be started.
    /// - Returns: how many bytes it has become.
    /// - Throws: ``HarnessError`` if it is more than the format holds.
    @discardableResult
    mutating func add(_ name: String, _ content: [UInt8], isExecutable: Bool) throws(HarnessError) -> Int {
        let packed = try Self.deflate(content)
        let isPacked = packed.count < content.count
        let data = isPacked ? packed : content
        guard let size = UInt32(exactly: content.count), let packedSize = UInt32(exactly: data.count),
            let offset = UInt32(exactly: bytes.count), entries.count < Int(UInt16.max), name.utf8.count < 0x1_0000
        else { throw HarnessError(.usage, "\(name) is too much for a zip archive, which ends at 4 GB.") }
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

    /// The whole archive.
    ///
    /// - Throws: ``HarnessError`` if it is more than the format holds.
    consuming func finish() throws(HarnessError) -> [UInt8] {
        let start = bytes.count
        for entry in entries {
            append(UInt32(0x0201_4B50))
            // Written by a system with Unix's permissions, which stand in the upper half of the attributes.
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
            throw HarnessError(.usage, "The package is too large for a zip archive, which ends at 4 GB.")
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

    /// What stands of a file both before its bytes and in the list at the end.
    private mutating func appendHead(of entry: Entry) {
        append(UInt16(20))
        // Names are UTF-8.
        append(UInt16(1 << 11))
        append(entry.method)
        // Midnight of the first day that the format knows.
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

    /// The bytes as a deflate stream without a head (RFC 1951), packed as tightly as zlib can.
    private static func deflate(_ content: [UInt8]) throws(HarnessError) -> [UInt8] {
        guard let size = UInt32(exactly: content.count), size < 1 << 31 else {
            throw HarnessError(.usage, "A file of \(content.count) bytes is too large for a package.")
        }
        // On the heap: zlib keeps the address and refuses a stream that has moved.
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        defer { unsafe stream.deallocate() }
        let status = unsafe czlib_deflate_init(stream, Z_BEST_COMPRESSION, -MAX_WBITS)
        guard status == Z_OK else { throw HarnessError(.unavailable, "There is not enough memory to pack files.") }
        defer { _ = unsafe deflateEnd(stream) }
        let bound = unsafe Int(deflateBound(stream, UInt(content.count)))
        var input = content
        var ending: Int32 = Z_OK
        let packed = unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            unsafe input.withUnsafeMutableBufferPointer { input in
                unsafe stream.pointee.next_in = input.baseAddress
                unsafe stream.pointee.avail_in = size
                unsafe stream.pointee.next_out = output.baseAddress
                unsafe stream.pointee.avail_out = UInt32(output.count)
                ending = unsafe CZlib.deflate(stream, Z_FINISH)
                count = unsafe bound - Int(stream.pointee.avail_out)
            }
        }
        // The room is as much as zlib said it would need.
        guard ending == Z_STREAM_END else { throw HarnessError(.unavailable, "zlib could not pack a file.") }
        return packed
    }
}
