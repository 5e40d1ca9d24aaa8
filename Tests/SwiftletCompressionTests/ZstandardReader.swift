import CZstandard

/// Decompresses Zstandard data.
@safe final class ZstandardReader: Decompressor {
    private let context: OpaquePointer
    private(set) var isFinished = false

    init() throws(DecompressionFailure) {
        guard let context = unsafe ZSTD_createDCtx() else { throw DecompressionFailure() }
        unsafe self.context = context
        // The maximum window that all clients support (RFC 9659): 8 MB.
        _ = unsafe ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, 23)
    }

    deinit {
        _ = unsafe ZSTD_freeDCtx(context)
    }

    func append(_ bytes: [UInt8]) throws(DecompressionFailure) -> [UInt8] {
        var result: [UInt8] = []
        var status = 0
        unsafe bytes.withUnsafeBufferPointer { buffer in
            var input = unsafe ZSTD_inBuffer(src: buffer.baseAddress, size: buffer.count, pos: 0)
            var isFull = true
            while isFull, ZSTD_isError(status) == 0 {
                result += unsafe [UInt8](unsafeUninitializedCapacity: 16_384) { target, count in
                    var output = unsafe ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
                    status = unsafe ZSTD_decompressStream(context, &output, &input)
                    count = unsafe output.pos
                    isFull = unsafe count == target.count || input.pos < input.size
                }
            }
        }
        guard ZSTD_isError(status) == 0 else { throw DecompressionFailure(code: status) }
        isFinished = status == 0
        return result
    }
}
