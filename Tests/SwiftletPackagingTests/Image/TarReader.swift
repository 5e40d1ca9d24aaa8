/// Reads a tar archive in the ustar format with pax headers, and checks its checksums.
struct TarReader {
    /// An entry of the archive.
    struct Entry: Equatable {
        let name: String
        let type: Character
        let permissions: Int
        /// The user, the group and the modification time.
        let owner: [Int]
        let content: [UInt8]
    }

    /// The archive is not valid.
    struct Malformed: Error {
        let offset: Int
    }

    let entries: [Entry]

    init(_ bytes: [UInt8]) throws {
        var entries: [Entry] = []
        var offset = 0
        var path: String?
        while true {
            guard offset + 512 <= bytes.count else { throw Malformed(offset: offset) }
            let header = bytes[offset..<(offset + 512)]
            if header.allSatisfy({ $0 == 0 }) { break }
            func text(_ start: Int, _ size: Int) -> String {
                String(decoding: header.dropFirst(start).prefix(size).prefix { $0 != 0 }, as: UTF8.self)
            }
            func number(_ start: Int, _ size: Int) throws -> Int {
                guard let number = Int(text(start, size), radix: 8) else { throw Malformed(offset: offset + start) }
                return number
            }
            let sum = header.enumerated().reduce(0) { $0 + (148..<156 ~= $1.offset ? 0x20 : Int($1.element)) }
            let size = try number(124, 12)
            let start = offset + 512
            guard try number(148, 7) == sum, text(257, 8) == "ustar", start + size <= bytes.count else {
                throw Malformed(offset: offset)
            }
            let content = Array(bytes[start..<(start + size)])
            offset = start + (size + 511) / 512 * 512
            let type = Character(text(156, 1))
            if type == "x" {
                // `LENGTH path=VALUE\n`
                let record = String(decoding: content, as: UTF8.self)
                guard let match = record.wholeMatch(of: /(\d+) path=(.*)\n/), Int(match.1) == size else {
                    throw Malformed(offset: start)
                }
                path = String(match.2)
                continue
            }
            entries.append(
                Entry(
                    name: path ?? text(0, 100),
                    type: type,
                    permissions: try number(100, 8),
                    owner: [try number(108, 8), try number(116, 8), try number(136, 12)],
                    content: content
                )
            )
            path = nil
        }
        // The archive ends with two empty blocks.
        guard offset + 1024 == bytes.count else { throw Malformed(offset: offset) }
        self.entries = entries
    }

    subscript(name: String) -> [UInt8]? { entries.first { $0.name == name }?.content }
}
