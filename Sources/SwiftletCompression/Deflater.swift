import CZlib

/// The owner of a [zlib](https://zlib.net/manual.html) compression stream.
@safe struct Deflater: Compressor, ~Copyable {
    /// On the heap: zlib stores the address and rejects a stream that has moved.
    private let stream: UnsafeMutablePointer<z_stream>

    /// Creates a compression stream.
    ///
    /// - Parameters:
    ///   - windowBits: zlib's parameter for the window size and the format.
    ///   - level: The compression level.
    /// - Throws: ``DeflateError`` when memory is exhausted.
    init(windowBits: Int32, level: Compression.Level) throws(DeflateError) {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let status = unsafe czlib_deflate_init(stream, level.value(fastest: 1, balanced: 6, smallest: 9), windowBits)
        guard status == Z_OK else {
            unsafe stream.deallocate()
            throw DeflateError(status: status)
        }
        unsafe self.stream = stream
    }

    deinit {
        _ = unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Compresses bytes and appends the output.
    ///
    /// - Throws: ``DeflateError`` if the stream was ended, or zlib's state is corrupt.
    mutating func append(
        _ bytes: ArraySlice<UInt8>,
        _ mode: CompressionMode,
        to result: inout [UInt8]
    ) throws(DeflateError) {
        var rest = bytes
        // zlib's sizes are 32 bits.
        while rest.count > Self.largestPiece {
            try deflate(rest.prefix(Self.largestPiece), Z_NO_FLUSH, to: &result)
            rest = rest.dropFirst(Self.largestPiece)
        }
        switch mode {
        case .none: try deflate(rest, Z_NO_FLUSH, to: &result)
        case .flush: try deflate(rest, Z_SYNC_FLUSH, to: &result)
        case .finish: try deflate(rest, Z_FINISH, to: &result)
        }
    }

    private static let largestPiece = 1 << 30

    private mutating func deflate(
        _ bytes: ArraySlice<UInt8>,
        _ flush: Int32,
        to result: inout [UInt8]
    ) throws(DeflateError) {
        try unsafe bytes.withUnsafeBufferPointer { (input) throws(DeflateError) in
            unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            unsafe stream.pointee.avail_in = uInt(input.count)
            // The input pointer is valid for this call only.
            defer { unsafe stream.pointee.next_in = nil }
            try unsafe Self.appendOutput(to: &result) { (output) throws(DeflateError) in
                unsafe stream.pointee.next_out = output.baseAddress
                unsafe stream.pointee.avail_out = uInt(output.count)
                let status = unsafe CZlib.deflate(stream, flush)
                // Z_BUF_ERROR means that no progress was possible, which is not an error.
                guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
                    throw DeflateError(status: status)
                }
                let free = unsafe stream.pointee.avail_out
                return (output.count - Int(free), free > 0)
            }
        }
    }
}
