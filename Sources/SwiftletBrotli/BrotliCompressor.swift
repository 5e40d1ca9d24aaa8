import CBrotli
import SwiftletCompression

/// The owner of a [Brotli](https://github.com/google/brotli) compression stream.
@safe struct BrotliCompressor: Compressor, ~Copyable {
    private let state: OpaquePointer

    /// Creates a compression stream.
    ///
    /// - Parameters:
    ///   - quality: The compression quality, 0 to 11.
    ///   - size: The size of the uncompressed body, if it is known.
    /// - Throws: ``BrotliError`` when memory is exhausted.
    init(quality: UInt32, size: Int?) throws(BrotliError) {
        guard let state = unsafe BrotliEncoderCreateInstance(nil, nil, nil) else { throw BrotliError() }
        unsafe self.state = state
        _ = unsafe BrotliEncoderSetParameter(state, BROTLI_PARAM_QUALITY, quality)
        if let size {
            _ = unsafe BrotliEncoderSetParameter(state, BROTLI_PARAM_SIZE_HINT, UInt32(clamping: size))
        }
    }

    deinit {
        unsafe BrotliEncoderDestroyInstance(state)
    }

    /// Compresses bytes and appends the output.
    ///
    /// - Throws: ``BrotliError`` if the stream was ended, or when memory is exhausted.
    mutating func append(
        _ bytes: ArraySlice<UInt8>,
        _ mode: CompressionMode,
        to result: inout [UInt8]
    ) throws(BrotliError) {
        let operation =
            switch mode {
            case .none: BROTLI_OPERATION_PROCESS
            case .flush: BROTLI_OPERATION_FLUSH
            case .finish: BROTLI_OPERATION_FINISH
            }
        try unsafe bytes.withUnsafeBufferPointer { (input) throws(BrotliError) in
            var next = input.baseAddress
            var rest = input.count
            try unsafe Self.appendOutput(to: &result) { (output) throws(BrotliError) in
                var target = output.baseAddress
                var free = output.count
                let isValid = unsafe BrotliEncoderCompressStream(state, operation, &rest, &next, &free, &target, nil)
                guard isValid != BROTLI_FALSE else { throw BrotliError() }
                let hasMore = unsafe BrotliEncoderHasMoreOutput(state)
                return (output.count - free, rest == 0 && hasMore == BROTLI_FALSE)
            }
        }
    }
}
