import CZstandard
import SwiftletCompression

/// The owner of a [Zstandard](https://facebook.github.io/zstd/zstd_manual.html) compression stream.
@safe struct ZstandardCompressor: Compressor, ~Copyable {
    private let context: OpaquePointer

    /// Creates a compression stream.
    ///
    /// - Parameters:
    ///   - level: The compression level, 1 to 22.
    ///   - size: The size of the uncompressed body, if it is known. A small body requires less memory.
    /// - Throws: ``ZstandardError`` when memory is exhausted.
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
    /// - Throws: ``ZstandardError`` when memory is exhausted, or if the size of the body is not the given one.
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
            try unsafe Self.appendOutput(to: &result) { (target) throws(ZstandardError) in
                var output = unsafe ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
                let pending = unsafe ZSTD_compressStream2(context, &output, &input, directive)
                try Self.check(pending)
                let isRead = unsafe input.pos == input.size
                return unsafe (output.pos, isRead && (mode == .none || pending == 0))
            }
        }
    }

    private static func check(_ code: Int) throws(ZstandardError) {
        guard ZSTD_isError(code) == 0 else { throw ZstandardError(code: code) }
    }
}
