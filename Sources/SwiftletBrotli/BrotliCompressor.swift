import CBrotli
import SwiftletCompression

/// The owner of a [Brotli](https://github.com/google/brotli) compression stream.
@safe struct BrotliCompressor: Compressor, ~Copyable {
    private let state: OpaquePointer

    private static let outputSize = 16_384

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
            repeat {
                var isValid = true
                result += unsafe [UInt8](unsafeUninitializedCapacity: Self.outputSize) { output, count in
                    var target = output.baseAddress
                    var free = output.count
                    isValid =
                        unsafe BrotliEncoderCompressStream(state, operation, &rest, &next, &free, &target, nil)
                        != BROTLI_FALSE
                    count = output.count - free
                }
                guard isValid else { throw BrotliError() }
            } while unsafe rest > 0 || BrotliEncoderHasMoreOutput(state) != BROTLI_FALSE
        }
    }
}

/// A Brotli error; the library does not report the reason.
struct BrotliError: Error, CustomStringConvertible {
    var description: String { "Brotli compression failed." }
}
