import CBrotliDecoder

/// Decompresses Brotli data.
@safe final class BrotliReader: Decompressor {
    private let state: OpaquePointer
    private(set) var isFinished = false

    init() throws(DecompressionFailure) {
        guard let state = unsafe BrotliDecoderCreateInstance(nil, nil, nil) else { throw DecompressionFailure() }
        unsafe self.state = state
    }

    deinit {
        unsafe BrotliDecoderDestroyInstance(state)
    }

    func append(_ bytes: [UInt8]) throws(DecompressionFailure) -> [UInt8] {
        var result: [UInt8] = []
        var status = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT
        unsafe bytes.withUnsafeBufferPointer { input in
            var next = input.baseAddress
            var rest = input.count
            while unsafe status == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT
                || BrotliDecoderHasMoreOutput(state) != BROTLI_FALSE
            {
                result += unsafe [UInt8](unsafeUninitializedCapacity: 16_384) { output, count in
                    var target = output.baseAddress
                    var free = output.count
                    status = unsafe BrotliDecoderDecompressStream(state, &rest, &next, &free, &target, nil)
                    count = output.count - free
                }
            }
            if rest > 0 { status = BROTLI_DECODER_RESULT_ERROR }
        }
        guard status != BROTLI_DECODER_RESULT_ERROR else { throw DecompressionFailure() }
        isFinished = status == BROTLI_DECODER_RESULT_SUCCESS
        return result
    }
}
