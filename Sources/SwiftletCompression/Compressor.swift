/// The owner of a compression stream in the format of a ``ContentCoding``.
package protocol Compressor: SendableMetatype, ~Copyable {
    /// Compresses bytes and appends the output.
    ///
    /// - Throws: An error of the compression library.
    mutating func append(_ bytes: ArraySlice<UInt8>, _ mode: CompressionMode, to result: inout [UInt8]) throws
}

/// How the pending output of a compression library is handled.
package enum CompressionMode: Sendable {
    /// It stays buffered.
    case none
    /// It is flushed, so that all input so far can be decompressed.
    case flush
    /// It is flushed, and the stream is ended.
    case finish
}
