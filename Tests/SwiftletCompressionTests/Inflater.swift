import CZlib

/// Decompresses gzip or zlib data.
@safe final class Inflater: Decompressor {
    private let stream: UnsafeMutablePointer<z_stream>
    /// Whether the end was reached with a valid checksum.
    private(set) var isFinished = false

    init() throws(DecompressionFailure) {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // 32: detect the format automatically.
        let status = unsafe inflateInit2_(stream, 15 + 32, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            unsafe stream.deallocate()
            throw DecompressionFailure(code: Int(status))
        }
        unsafe self.stream = stream
    }

    deinit {
        _ = unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    func append(_ bytes: [UInt8]) throws(DecompressionFailure) -> [UInt8] {
        var result: [UInt8] = []
        var status = Z_OK
        unsafe bytes.withUnsafeBufferPointer { input in
            unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            unsafe stream.pointee.avail_in = uInt(input.count)
            var isFull = true
            while isFull, status == Z_OK {
                result += unsafe [UInt8](unsafeUninitializedCapacity: 16_384) { output, count in
                    unsafe stream.pointee.next_out = output.baseAddress
                    unsafe stream.pointee.avail_out = uInt(output.count)
                    status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
                    let free = unsafe stream.pointee.avail_out
                    count = output.count - Int(free)
                    isFull = free == 0
                }
            }
        }
        guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
            throw DecompressionFailure(code: Int(status))
        }
        if status == Z_STREAM_END { isFinished = true }
        return result
    }
}
