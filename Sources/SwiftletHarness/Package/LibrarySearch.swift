import Foundation

/// Finds shared libraries like the dynamic loader, see https://man7.org/linux/man-pages/man8/ld.so.8.html.
struct LibrarySearch: Sendable {
    private let environment: [String]
    private let cache: [String: [String]]
    private let standard: [String]

    /// Creates a search.
    ///
    /// - Parameters:
    ///   - environment: The environment variables, for `LD_LIBRARY_PATH`.
    ///   - machine: The architecture of the libraries.
    ///   - cache: The loader's cache.
    init(
        environment: [String: String],
        machine: ELFFile.Machine,
        cache: LibraryCache = LibraryCache(path: "/etc/ld.so.cache")
    ) {
        self.environment = (environment["LD_LIBRARY_PATH"] ?? "").split { $0 == ":" || $0 == ";" }.map(String.init)
        self.cache = cache.paths
        let triplet = machine.name.map { "\($0)-linux-gnu" } ?? ""
        self.standard = ["/lib/\(triplet)", "/usr/lib/\(triplet)", "/lib64", "/usr/lib64", "/lib", "/usr/lib"]
    }

    /// Finds a library.
    ///
    /// - Parameters:
    ///   - name: The name of the library.
    ///   - file: The file that needs it.
    ///   - program: The executable, whose search path applies to all libraries.
    /// - Returns: The library.
    /// - Throws: ``HarnessError`` if there is none for the architecture.
    func library(_ name: String, neededBy file: ELFFile, in program: ELFFile) throws(HarnessError) -> ELFFile {
        let candidates =
            name.contains("/")
            ? [name]
            : (file.runPath.isEmpty ? file.path + program.path : []).map { "\($0)/\(name)" }
                + environment.map { "\($0)/\(name)" }
                + file.runPath.map { "\($0)/\(name)" }
                + (cache[name] ?? [])
                + standard.map { "\($0)/\(name)" }
        for path in candidates where FileManager.default.fileExists(atPath: path) {
            // Libraries for other architectures are ignored.
            if let library = try? ELFFile(path: path), library.machine == program.machine { return library }
        }
        throw HarnessError(
            .usage,
            "\(file.source.path) needs \(name), which was not found. Install it, or set LD_LIBRARY_PATH."
        )
    }
}

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
