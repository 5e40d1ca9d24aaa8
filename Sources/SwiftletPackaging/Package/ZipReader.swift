import CZlib

/// Reads the start of a file in a zip archive of any origin.
///
/// The archive's offsets are untrusted. See https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT.
struct ZipReader {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The first bytes of a file.
    ///
    /// - Parameters:
    ///   - name: The path in the archive.
    ///   - count: The maximum number of bytes.
    /// - Returns: The bytes; `nil` if the archive is corrupt, or does not contain the file.
    func start(of name: String, count: Int) -> [UInt8]? {
        guard let end = endOfDirectory, let entries = number(2, at: end + 10), var entry = number(4, at: end + 16)
        else {
            return nil
        }
        for _ in 0..<entries {
            guard number(4, at: entry) == 0x0201_4B50, let nameLength = number(2, at: entry + 28),
                let extra = number(2, at: entry + 30), let comment = number(2, at: entry + 32)
            else { return nil }
            if slice(entry + 46, nameLength)?.elementsEqual(name.utf8) == true {
                return content(of: entry, count: count)
            }
            entry += 46 + nameLength + extra + comment
        }
        return nil
    }

    /// The offset of the end-of-central-directory record, which a comment of up to 65,535 bytes may follow.
    private var endOfDirectory: Int? {
        let last = bytes.count - 22
        guard last >= 0 else { return nil }
        return (max(0, last - 0xFFFF)...last).reversed().first { number(4, at: $0) == 0x0605_4B50 }
    }

    private func content(of entry: Int, count: Int) -> [UInt8]? {
        guard let method = number(2, at: entry + 10), let packedSize = number(4, at: entry + 20),
            let local = number(4, at: entry + 42), number(4, at: local) == 0x0403_4B50,
            let nameLength = number(2, at: local + 26), let extra = number(2, at: local + 28),
            let packed = slice(local + 30 + nameLength + extra, packedSize)
        else { return nil }
        switch method {
        case 0: return Array(packed.prefix(count))
        case 8: return Self.inflate(Array(packed), count: count)
        default: return nil
        }
    }

    private func number(_ size: Int, at offset: Int) -> Int? {
        slice(offset, size).map { $0.reversed().reduce(0) { $0 << 8 | Int($1) } }
    }

    private func slice(_ offset: Int, _ count: Int) -> ArraySlice<UInt8>? {
        guard offset >= 0, offset <= bytes.count, count <= bytes.count - offset else { return nil }
        return bytes[offset..<(offset + count)]
    }

    /// The first bytes of a raw deflate stream (RFC 1951).
    private static func inflate(_ packed: [UInt8], count: Int) -> [UInt8]? {
        guard let size = UInt32(exactly: packed.count) else { return nil }
        // Allocated on the heap, since zlib rejects a stream whose address changes.
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        defer { unsafe stream.deallocate() }
        let version = ZLIB_VERSION
        let started = unsafe inflateInit2_(stream, -MAX_WBITS, version, Int32(MemoryLayout<z_stream>.size))
        guard started == Z_OK else { return nil }
        defer { _ = unsafe inflateEnd(stream) }
        var input = packed
        var status: Int32 = Z_OK
        let output = unsafe [UInt8](unsafeUninitializedCapacity: count) { output, filled in
            unsafe input.withUnsafeMutableBufferPointer { input in
                unsafe stream.pointee.next_in = input.baseAddress
                unsafe stream.pointee.avail_in = size
                unsafe stream.pointee.next_out = output.baseAddress
                unsafe stream.pointee.avail_out = UInt32(output.count)
                status = unsafe CZlib.inflate(stream, Z_SYNC_FLUSH)
                filled = unsafe count - Int(stream.pointee.avail_out)
            }
        }
        return status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR ? output : nil
    }
}
