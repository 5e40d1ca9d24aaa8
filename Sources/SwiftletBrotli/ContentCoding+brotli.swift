public import SwiftletCompression

extension ContentCoding {
    /// Brotli, the format of [RFC 7932](https://www.rfc-editor.org/rfc/rfc7932): for text smaller than gzip in the same time.
    ///
    /// Browsers accept it over HTTPS only.
    public static let brotli = ContentCoding("br") { level, size in
        // Above 9 it takes seconds for a megabyte.
        try BrotliCompressor(quality: level.value(fastest: 1, balanced: 4, smallest: 9), size: size)
    }
}
