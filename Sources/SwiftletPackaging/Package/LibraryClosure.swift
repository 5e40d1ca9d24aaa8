/// The shared libraries that a binary loads, as listed by `ldd`.
struct LibraryClosure: Sendable {
    /// A shared library.
    struct Library: Sendable {
        /// The name (`DT_NEEDED`) by which it is loaded.
        let name: String
        let file: ELFFile
        /// The names of the libraries that need it; empty for the binary itself.
        var users: [String]
        /// The stub that replaces it in a package.
        var stub: StubLibrary?
    }

    /// The libraries in the loader's search order.
    private(set) var libraries: [Library] = []

    /// Resolves the libraries.
    ///
    /// - Parameters:
    ///   - program: The function binary.
    ///   - search: The library search.
    ///   - replaces: Whether unused libraries are replaced by stubs; their dependencies are then omitted.
    /// - Throws: ``PackagingError`` if a library is missing on this machine.
    init(of program: ELFFile, in search: LibrarySearch, replacing replaces: Bool) throws(PackagingError) {
        libraries = try Self.find(program, search) { _ in false }
        guard replaces else { return }
        var stubs: [String: StubLibrary] = [:]
        for library in libraries {
            stubs[library.name] = StubLibrary.all.first { library.name.hasPrefix($0.prefix) }
        }
        // A library that is needed by any other one is kept, including its dependencies.
        while true {
            libraries = try Self.find(program, search) { stubs[$0] != nil }
            let kept = libraries.filter { library in
                stubs[library.name] != nil && !library.users.allSatisfy(StubLibrary.worksWithStubs)
            }
            if kept.isEmpty { break }
            for library in kept {
                stubs[library.name] = nil
            }
        }
        for index in libraries.indices {
            libraries[index].stub = stubs[libraries[index].name]
        }
    }

    private static func find(
        _ program: ELFFile,
        _ search: LibrarySearch,
        isLeaf: (String) -> Bool
    ) throws(PackagingError) -> [Library] {
        var libraries: [Library] = []
        var indices: [String: Int] = [:]
        var waiting = [(name: "", file: program)]
        while !waiting.isEmpty {
            let (user, file) = waiting.removeFirst()
            for name in file.needed {
                if let index = indices[name] {
                    libraries[index].users.append(user)
                    continue
                }
                let library = try search.library(name, neededBy: file, in: program)
                indices[name] = libraries.count
                libraries.append(Library(name: name, file: library, users: [user]))
                if !isLeaf(name) { waiting.append((name, library)) }
            }
        }
        return libraries
    }
}
