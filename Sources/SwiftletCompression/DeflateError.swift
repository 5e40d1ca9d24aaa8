/// A zlib error.
struct DeflateError: Error, CustomStringConvertible {
    /// zlib's return code.
    let status: Int32

    var description: String { "zlib failed with status \(status)." }
}
