/// Decompresses data part by part.
protocol Decompressor: AnyObject {
    /// Whether the end of the data was reached and its checksum is correct.
    var isFinished: Bool { get }

    /// Returns all output available after these bytes.
    func append(_ bytes: [UInt8]) throws(DecompressionFailure) -> [UInt8]
}

/// The error for data that is corrupt or incomplete.
struct DecompressionFailure: Error {
    /// The library's error code, if it has one.
    var code = 0
}

/// Creates a decompressor for the coding with a name.
func decompressor(_ coding: String) throws(DecompressionFailure) -> sending any Decompressor {
    switch coding {
    case "br": try BrotliReader()
    case "zstd": try ZstandardReader()
    default: try Inflater()
    }
}

/// Decompresses a whole body.
func decompress(_ bytes: [UInt8], _ coding: String) throws(DecompressionFailure) -> [UInt8] {
    let reader = try decompressor(coding)
    let result = try reader.append(bytes)
    guard reader.isFinished else { throw DecompressionFailure() }
    return result
}
