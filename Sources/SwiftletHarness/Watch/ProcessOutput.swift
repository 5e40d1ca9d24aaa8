/// The output of a process, in lines, whose end is kept.
struct ProcessOutput {
    /// The number of bytes to keep.
    private static let limit = 64 * 1024

    private var kept: [UInt8] = []
    /// The line that is not complete.
    private var rest: [UInt8] = []

    /// The line that is not complete; empty if there is none.
    var openLine: String { String(decoding: rest, as: UTF8.self) }
    /// The end of the output.
    var text: String { String(decoding: kept.suffix(Self.limit), as: UTF8.self) }

    /// Appends output.
    ///
    /// - Returns: The lines that are complete now.
    mutating func append(_ bytes: [UInt8]) -> [String] {
        kept += bytes
        if kept.count > 2 * Self.limit { kept.removeFirst(kept.count - Self.limit) }
        rest += bytes
        var lines = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let last = lines.removeLast()
        defer { rest = Array(last) }
        return lines.map { String(decoding: $0, as: UTF8.self) }
    }
}
