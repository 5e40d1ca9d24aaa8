import CZstandard
import SwiftletCompression

/// One compression with Zstandard (https://facebook.github.io/zstd/zstd_manual.html): the owner of its state.
@safe struct ZstandardCompressor: Compressor, ~Copyable {
    private let context: OpaquePointer

    private static let outputSize = 16_384

    /// Starts a compression.
    ///
    /// - Parameters:
    ///   - level: 1 to 22.
    ///   - size: the number of bytes, if it is known: for few bytes less memory is enough.
    /// - Throws: an error if there is not enough memory.
    init(level: Int32, size: Int?) throws(ZstandardError) {
        guard let context = unsafe ZSTD_createCCtx() else { throw ZstandardError(code: 0) }
        do throws(ZstandardError) {
            try Self.check(unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level))
            if let size { try Self.check(unsafe ZSTD_CCtx_setPledgedSrcSize(context, UInt64(size))) }
        } catch {
            _ = unsafe ZSTD_freeCCtx(context)
            throw error
        }
        unsafe self.context = context
    }

    deinit {
        _ = unsafe ZSTD_freeCCtx(context)
    }

    /// Compresses bytes and appends the output.
    ///
    /// - Throws: an error if there is not enough memory, or the number of bytes is not the one that was given.
    mutating func append(
        _ bytes: ArraySlice<UInt8>,
        _ mode: CompressionMode,
        to result: inout [UInt8]
    ) throws(ZstandardError) {
        let directive =
            switch mode {
            case .none: ZSTD_e_continue
            case .flush: ZSTD_e_flush
            case .finish: ZSTD_e_end
            }
        try unsafe bytes.withUnsafeBufferPointer { (buffer) throws(ZstandardError) in
            var input = unsafe ZSTD_inBuffer(src: buffer.baseAddress, size: buffer.count, pos: 0)
            var isDone = false
            while !isDone {
                var pending = 0
                result += unsafe [UInt8](unsafeUninitializedCapacity: Self.outputSize) { target, count in
                    var output = unsafe ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
                    pending = unsafe ZSTD_compressStream2(context, &output, &input, directive)
                    count = unsafe output.pos
                }
                try Self.check(pending)
                let isRead = unsafe input.pos == input.size
                isDone = isRead && (mode == .none || pending == 0)
            }
        }
    }

    private static func check(_ code: Int) throws(ZstandardError) {
        guard ZSTD_isError(code) == 0 else { throw ZstandardError(code: code) }
    }
}

/// Zstandard could not compress.
struct ZstandardError: Error, CustomStringConvertible {
    /// The library's result; 0 if there was not enough memory to begin.
    let code: Int

    var description: String { "Zstandard returned \(unsafe String(cString: ZSTD_getErrorName(code)))." }
}
