import CBrotli
import SwiftletCompression

/// One compression with Google's Brotli: the owner of its state.
@safe struct BrotliCompressor: Compressor, ~Copyable {
    private let state: OpaquePointer

    private static let outputSize = 16_384

    /// Starts a compression.
    ///
    /// - Parameters:
    ///   - quality: 0 to 11.
    ///   - size: the number of bytes, if it is known.
    /// - Throws: an error if there is not enough memory.
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
    /// - Throws: an error if the compression has been finished, or there is not enough memory.
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

/// Brotli could not compress; it gives no reason.
struct BrotliError: Error, CustomStringConvertible {
    var description: String { "Brotli returned an error." }
}
