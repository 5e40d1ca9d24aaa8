import Foundation

/// Finds shared libraries where the loader of this machine would, see https://man7.org/linux/man-pages/man8/ld.so.8.html.
struct LibrarySearch: Sendable {
    private let environment: [String]
    private let cache: [String: [String]]
    private let standard: [String]

    /// Creates a search.
    ///
    /// - Parameters:
    ///   - environment: the variables of the process, of which `LD_LIBRARY_PATH` counts.
    ///   - machine: whose libraries are meant.
    ///   - cache: the loader's own file of what is where.
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
    ///   - name: its name.
    ///   - file: who needs it.
    ///   - program: the program that is loaded, whose own search path holds for all its libraries.
    /// - Returns: the library.
    /// - Throws: ``HarnessError`` if there is none for the machine.
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
            // Libraries of other machines may lie beside, and are passed over.
            if let library = try? ELFFile(path: path), library.machine == program.machine { return library }
        }
        throw HarnessError(
            .usage,
            "\(file.source.path) needs \(name), which is not on this machine. Install it, or set LD_LIBRARY_PATH."
        )
    }
}

/// What the loader knows of where libraries are: the file that `ldconfig` writes.
struct LibraryCache: Sendable {
    /// The paths of each name.
    private(set) var paths: [String: [String]] = [:]

    /// Reads the file; without it nothing is known, as for the loader.
    init(path: String) {
        self.init(ELFBytes(path: path, bytes: Array(FileManager.default.contents(atPath: path) ?? Data())))
    }

    /// Reads the format of glibc 2.2 and later: a head of 48 bytes, and 24 for each library.
    init(_ file: ELFBytes) {
        guard file.bytes.starts(with: Array("glibc-ld.so.cache1.1".utf8)),
            let count = try? file.number(UInt32.self, at: 20),
            let entries = try? file.entries(at: 48, size: count * 24, of: 24)
        else { return }
        for entry in entries {
            // A library for newer processors of the kind would not run on all of them.
            guard let capabilities = try? file.number(UInt64.self, at: entry + 16), capabilities == 0,
                let name = try? file.text(at: try file.number(UInt32.self, at: entry + 4)),
                let path = try? file.text(at: try file.number(UInt32.self, at: entry + 8))
            else { continue }
            paths[name, default: []].append(path)
        }
    }
}
