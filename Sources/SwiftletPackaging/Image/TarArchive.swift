/// A reproducible tar archive in the ustar format: the owner is 0, and the modification time is the start of 1970.
///
/// A name that ustar cannot represent has a pax header. See
/// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13.
struct TarArchive: Sendable {
    /// The type of an entry.
    private enum Kind: UInt8 {
        case file = 0x30
        case directory = 0x35
        case paxHeader = 0x78
    }

    private static let blockSize = 512
    /// The size of the name field; longer names, and names that are not ASCII, have a pax header.
    private static let nameSize = 100

    private var bytes: [UInt8] = []

    /// Creates an empty archive.
    init() {}

    /// Adds a directory.
    ///
    /// - Parameters:
    ///   - name: The path in the archive, without a slash at the end.
    ///   - permissions: The file mode.
    mutating func addDirectory(_ name: String, permissions: Int = 0o755) {
        append("\(name)/", .directory, content: [], permissions: permissions)
    }

    /// Adds a file.
    ///
    /// - Parameters:
    ///   - name: The path in the archive.
    ///   - content: The bytes of the file, less than 8 GB.
    ///   - permissions: The file mode.
    mutating func addFile(_ name: String, _ content: [UInt8], permissions: Int = 0o644) {
        append(name, .file, content: content, permissions: permissions)
    }

    /// The complete archive.
    consuming func finish() -> [UInt8] {
        bytes + [UInt8](repeating: 0, count: 2 * Self.blockSize)
    }

    private mutating func append(_ name: String, _ kind: Kind, content: [UInt8], permissions: Int) {
        var field = Array(name.utf8)
        if field.count > Self.nameSize || field.contains(where: { $0 >= 0x80 }) {
            append("pax", .paxHeader, content: Self.paxRecord("path", name), permissions: 0o644)
            field = field.prefix(Self.nameSize).map { $0 < 0x80 ? $0 : UInt8(ascii: "_") }
        }
        bytes += Self.header(field, kind, size: content.count, permissions: permissions)
        bytes += content
        let rest = content.count % Self.blockSize
        if rest > 0 { bytes += [UInt8](repeating: 0, count: Self.blockSize - rest) }
    }

    private static func header(_ name: [UInt8], _ kind: Kind, size: Int, permissions: Int) -> [UInt8] {
        let owner = octal(0, digits: 7)
        let modificationTime = octal(0, digits: 11)
        let device = octal(0, digits: 7)
        let start =
            padded(name, to: nameSize) + octal(permissions, digits: 7) + owner + owner + octal(size, digits: 11)
            + modificationTime
        let end =
            [kind.rawValue] + padded([], to: 100) + Array("ustar\0".utf8) + Array("00".utf8)
            + padded([], to: 64) + device + device + padded([], to: 167)
        // The checksum is computed with spaces in its own field.
        let sum = (start + end).reduce(8 * 0x20) { $0 + Int($1) }
        return start + octal(sum, digits: 6) + [0x20] + end
    }

    /// A record of a pax header: `LENGTH KEY=VALUE\n`, whose length includes its own digits.
    private static func paxRecord(_ key: String, _ value: String) -> [UInt8] {
        let rest = " \(key)=\(value)\n"
        var length = rest.utf8.count
        while "\(length)\(rest)".utf8.count != length { length = "\(length)\(rest)".utf8.count }
        return Array("\(length)\(rest)".utf8)
    }

    /// An octal number with leading zeros and a null terminator.
    private static func octal(_ value: Int, digits: Int) -> [UInt8] {
        let text = String(value, radix: 8)
        return Array((String(repeating: "0", count: max(0, digits - text.count)) + text).utf8) + [0]
    }

    private static func padded(_ field: [UInt8], to size: Int) -> [UInt8] {
        field + [UInt8](repeating: 0, count: size - field.count)
    }
}
