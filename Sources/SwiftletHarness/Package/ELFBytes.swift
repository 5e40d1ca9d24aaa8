import Foundation

/// The bytes of an ELF file, read at offsets that the file itself names: any of them may be wrong.
///
/// Only what a function runs on is read: 64 bits, little endian. See https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html.
struct ELFBytes: Sendable {
    /// The path, for messages.
    let path: String
    let bytes: [UInt8]

    /// Reads a file.
    ///
    /// - Throws: ``HarnessError`` if it cannot be read or is no such ELF file.
    init(path: String) throws(HarnessError) {
        do {
            self.init(path: path, bytes: Array(try Data(contentsOf: URL(filePath: path))))
        } catch {
            throw HarnessError(.usage, "\(path) cannot be read: \(error.localizedDescription)")
        }
        guard bytes.starts(with: Array("\u{7F}ELF".utf8)), bytes.count >= 64 else {
            throw HarnessError(.usage, "\(path) is no ELF file: it is no program or library of Linux.")
        }
        guard bytes[4] == 2, bytes[5] == 1 else {
            throw HarnessError(.usage, "\(path) is not for a machine with 64 bits, little endian.")
        }
    }

    /// Takes bytes as they are.
    init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// The number at an offset.
    ///
    /// - Throws: ``HarnessError`` if the file ends before it.
    func number<Value: FixedWidthInteger & UnsignedInteger>(
        _ type: Value.Type,
        at offset: Int
    ) throws(HarnessError) -> Int {
        let size = Value.bitWidth / 8
        guard offset >= 0, offset <= bytes.count - size else { throw damaged }
        var value: Value = 0
        for index in (0..<size).reversed() {
            value = value << 8 | Value(truncatingIfNeeded: bytes[offset + index])
        }
        guard let value = Int(exactly: value) else { throw damaged }
        return value
    }

    /// The text that ends with a zero.
    ///
    /// - Throws: ``HarnessError`` if the file ends before it.
    func text(at offset: Int) throws(HarnessError) -> String {
        guard offset >= 0, offset < bytes.count, let end = bytes[offset...].firstIndex(of: 0) else { throw damaged }
        return String(decoding: bytes[offset..<end], as: UTF8.self)
    }

    /// The places of a table's entries.
    ///
    /// - Throws: ``HarnessError`` if the file ends before the table does.
    func entries(at offset: Int, size: Int, of stride: Int) throws(HarnessError) -> StrideTo<Int> {
        guard stride > 0, offset >= 0, size >= 0, offset <= bytes.count, size <= bytes.count - offset else {
            throw damaged
        }
        return Swift.stride(from: offset, to: offset + size / stride * stride, by: stride)
    }

    /// The error for a file whose offsets are outside of it.
    var damaged: HarnessError {
        HarnessError(.usage, "\(path) is damaged: it names a place behind its end.")
    }
}
