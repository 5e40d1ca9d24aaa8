import Foundation

/// The bytes of an ELF file, with checked access: its offsets are untrusted.
///
/// Only 64-bit little-endian files are supported. See https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html.
struct ELFBytes: Sendable {
    /// The path, for messages.
    let path: String
    let bytes: [UInt8]

    /// Reads a file.
    ///
    /// - Throws: ``PackagingError`` if it cannot be read or is not a supported ELF file.
    init(path: String) throws(PackagingError) {
        do {
            self.init(path: path, bytes: Array(try Data(contentsOf: URL(filePath: path))))
        } catch {
            throw PackagingError(.invalidInput, "Cannot read \(path): \(error.localizedDescription)")
        }
        guard bytes.starts(with: Array("\u{7F}ELF".utf8)), bytes.count >= 64 else {
            throw PackagingError(.invalidInput, "\(path) is not an ELF file (a Linux executable or shared library).")
        }
        guard bytes[4] == 2, bytes[5] == 1 else {
            throw PackagingError(.invalidInput, "\(path) is not a 64-bit little-endian ELF file.")
        }
    }

    /// Creates the file from bytes, without checks.
    init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// The number at an offset.
    ///
    /// - Throws: ``PackagingError`` if the offset is out of bounds.
    func number<Value: FixedWidthInteger & UnsignedInteger>(
        _ type: Value.Type,
        at offset: Int
    ) throws(PackagingError) -> Int {
        let size = Value.bitWidth / 8
        guard offset >= 0, offset <= bytes.count - size else { throw damaged }
        var value: Value = 0
        for index in (0..<size).reversed() {
            value = value << 8 | Value(truncatingIfNeeded: bytes[offset + index])
        }
        guard let value = Int(exactly: value) else { throw damaged }
        return value
    }

    /// The null-terminated string at an offset.
    ///
    /// - Throws: ``PackagingError`` if the offset is out of bounds.
    func text(at offset: Int) throws(PackagingError) -> String {
        guard offset >= 0, offset < bytes.count, let end = bytes[offset...].firstIndex(of: 0) else { throw damaged }
        return String(decoding: bytes[offset..<end], as: UTF8.self)
    }

    /// The offsets of a table's entries.
    ///
    /// - Throws: ``PackagingError`` if the table is out of bounds.
    func entries(at offset: Int, size: Int, of stride: Int) throws(PackagingError) -> StrideTo<Int> {
        guard stride > 0, offset >= 0, size >= 0, offset <= bytes.count, size <= bytes.count - offset else {
            throw damaged
        }
        return Swift.stride(from: offset, to: offset + size / stride * stride, by: stride)
    }

    /// The error for an offset that is out of bounds.
    var damaged: PackagingError {
        PackagingError(.invalidInput, "\(path) is corrupt: an offset is out of bounds.")
    }
}
