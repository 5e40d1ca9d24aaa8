import Foundation

/// The dynamic loader's cache, written by `ldconfig`.
struct LibraryCache: Sendable {
    /// The paths of each library.
    private(set) var paths: [String: [String]] = [:]

    /// Reads the cache; empty if the file does not exist.
    init(path: String) {
        self.init(ELFBytes(path: path, bytes: Array(FileManager.default.contents(atPath: path) ?? Data())))
    }

    /// Parses the format of glibc 2.2 and later: a header of 48 bytes, and 24 bytes per library.
    init(_ file: ELFBytes) {
        guard file.bytes.starts(with: Array("glibc-ld.so.cache1.1".utf8)),
            let count = try? file.number(UInt32.self, at: 20),
            let entries = try? file.entries(at: 48, size: count * 24, of: 24)
        else { return }
        for entry in entries {
            // Libraries for specific processors (hwcaps) would not run on all of them.
            guard let capabilities = try? file.number(UInt64.self, at: entry + 16), capabilities == 0,
                let name = try? file.text(at: try file.number(UInt32.self, at: entry + 4)),
                let path = try? file.text(at: try file.number(UInt32.self, at: entry + 8))
            else { continue }
            paths[name, default: []].append(path)
        }
    }
}
