/// The contents of an open file for one response, with the last part cached: a small file is read once for both its tag
/// and its body.
final class FileContents {
    let file: OpenFile
    private var last: (range: Range<Int>, bytes: [UInt8])?

    init(_ file: OpenFile) {
        self.file = file
    }

    /// Reads a part of the file.
    ///
    /// - Throws: ``FileError`` if it cannot be read, or ends before the range does.
    func read(_ range: Range<Int>) throws(FileError) -> [UInt8] {
        if let last, last.range == range { return last.bytes }
        let bytes = try file.read(range)
        last = (range, bytes)
        return bytes
    }
}
