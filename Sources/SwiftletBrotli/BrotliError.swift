/// A Brotli error; the library does not report the reason.
struct BrotliError: Error, CustomStringConvertible {
    var description: String { "Brotli compression failed." }
}
