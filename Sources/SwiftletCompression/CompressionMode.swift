/// How the pending output of a compression library is handled.
package enum CompressionMode: Sendable {
    /// It stays buffered.
    case none
    /// It is flushed, so that all input so far can be decompressed.
    case flush
    /// It is flushed, and the stream is ended.
    case finish
}
