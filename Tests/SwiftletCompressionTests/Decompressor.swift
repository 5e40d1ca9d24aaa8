/// Reads what was compressed, part by part.
protocol Decompressor: AnyObject {
    /// Whether the end of the format was read, and its checksum was right.
    var isFinished: Bool { get }

    /// All that can be read with these bytes.
    func append(_ bytes: [UInt8]) throws(DecompressionFailure) -> [UInt8]
}

/// What was compressed is damaged or not whole.
struct DecompressionFailure: Error {
    var code = 0
}

/// Reads the coding of that name.
func decompressor(_ coding: String) throws(DecompressionFailure) -> sending any Decompressor {
    switch coding {
    case "br": try BrotliReader()
    case "zstd": try ZstandardReader()
    default: try Inflater()
    }
}

/// Reads a whole body with the coding of that name.
func decompress(_ bytes: [UInt8], _ coding: String) throws(DecompressionFailure) -> [UInt8] {
    let reader = try decompressor(coding)
    let result = try reader.append(bytes)
    guard reader.isFinished else { throw DecompressionFailure() }
    return result
}
