/// One compression in the format of a ``ContentCoding``: the owner of a library's state.
package protocol Compressor: SendableMetatype, ~Copyable {
    /// Compresses bytes and appends the output.
    ///
    /// - Throws: an error of the library.
    mutating func append(_ bytes: ArraySlice<UInt8>, _ mode: CompressionMode, to result: inout [UInt8]) throws
}

/// How pending output is handled.
package enum CompressionMode: Sendable {
    /// It is held back until there is more.
    case none
    /// It is written, so that a reader can read all that was put in.
    case flush
    /// It is written with the end of the format. Nothing may follow.
    case finish
}
