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
    /// - Throws: ``PackagingError`` if there is none for the architecture.
    func library(_ name: String, neededBy file: ELFFile, in program: ELFFile) throws(PackagingError) -> ELFFile {
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
        throw PackagingError(
            .invalidInput,
            "\(file.source.path) needs \(name), which was not found. Install it, or set LD_LIBRARY_PATH."
        )
    }
}
