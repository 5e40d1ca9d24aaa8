import CZlib

/// Compression with zlib.
enum Deflate {
    /// The format of the compressed bytes.
    enum Format: Sendable {
        /// A deflate stream ([RFC 1951](https://www.rfc-editor.org/rfc/rfc1951)).
        case raw
        /// A gzip file ([RFC 1952](https://www.rfc-editor.org/rfc/rfc1952)), without a name and a modification time.
        case gzip

        /// The compression level.
        ///
        /// A zip archive has the highest, because its size is limited. A gzip file has the default, like the layers of other
        /// tools: the highest level takes more than three times as long, for 0.3% of the size.
        fileprivate var level: Int32 { self == .raw ? Z_BEST_COMPRESSION : Z_DEFAULT_COMPRESSION }

        /// The `windowBits` argument of zlib's `deflateInit2`.
        fileprivate var windowBits: Int32 { self == .raw ? -MAX_WBITS : MAX_WBITS + 16 }
    }

    /// Compresses bytes.
    ///
    /// - Parameters:
    ///   - content: The bytes, less than 2 GB.
    ///   - format: The format of the result.
    /// - Returns: The compressed bytes.
    /// - Throws: ``PackagingError`` if the content is too large, or memory allocation fails.
    static func compress(_ content: [UInt8], to format: Format) throws(PackagingError) -> [UInt8] {
        guard let size = UInt32(exactly: content.count), size < 1 << 31 else {
            throw PackagingError(.invalidInput, "\(content.count) bytes exceed the limit of a package.")
        }
        // Allocated on the heap, since zlib rejects a stream whose address changes.
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        defer { unsafe stream.deallocate() }
        let status = unsafe czlib_deflate_init(stream, format.level, format.windowBits)
        guard status == Z_OK else { throw PackagingError(.toolFailed, "Out of memory while compressing files.") }
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
                ending = unsafe deflate(stream, Z_FINISH)
                count = unsafe bound - Int(stream.pointee.avail_out)
            }
        }
        // The output buffer has the size of zlib's upper bound.
        guard ending == Z_STREAM_END else { throw PackagingError(.toolFailed, "zlib failed to compress a file.") }
        return packed
    }
}
