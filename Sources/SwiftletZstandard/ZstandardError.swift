import CZstandard

/// A Zstandard error.
struct ZstandardError: Error, CustomStringConvertible {
    /// The library's return code; 0 if the stream could not be allocated.
    let code: Int

    var description: String { "Zstandard compression failed: \(unsafe String(cString: ZSTD_getErrorName(code)))." }
}
