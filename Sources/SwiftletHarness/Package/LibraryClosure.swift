/// All libraries that a program is loaded with, as `ldd` lists them.
struct LibraryClosure: Sendable {
    /// One of them.
    struct Library: Sendable {
        /// The name by which it is needed, and under which the loader looks for it.
        let name: String
        let file: ELFFile
        /// Who needs it, by name; the program's is empty.
        var users: [String]
        /// What takes its place in a package.
        var placeholder: Placeholder?
    }

    /// In the order in which the loader would find them.
    private(set) var libraries: [Library] = []

    /// Finds them.
    ///
    /// - Parameters:
    ///   - program: the program.
    ///   - search: where to look.
    ///   - replaces: whether placeholders take the place of libraries that serve nothing; what only those need is left out.
    /// - Throws: ``HarnessError`` if one is not on this machine.
    init(of program: ELFFile, in search: LibrarySearch, replacing replaces: Bool) throws(HarnessError) {
        libraries = try Self.find(program, search) { _ in false }
        guard replaces else { return }
        var placeholders: [String: Placeholder] = [:]
        for library in libraries {
            placeholders[library.name] = Placeholder.all.first { library.name.hasPrefix($0.prefix) }
        }
        // Any other user of a library keeps it, and with it its dependencies.
        while true {
            libraries = try Self.find(program, search) { placeholders[$0] != nil }
            let kept = libraries.filter { library in
                placeholders[library.name] != nil && !library.users.allSatisfy(Placeholder.asksNothing)
            }
            if kept.isEmpty { break }
            for library in kept {
                placeholders[library.name] = nil
            }
        }
        for index in libraries.indices {
            libraries[index].placeholder = placeholders[libraries[index].name]
        }
    }

    private static func find(
        _ program: ELFFile,
        _ search: LibrarySearch,
        isLeaf: (String) -> Bool
    ) throws(HarnessError) -> [Library] {
        var libraries: [Library] = []
        var places: [String: Int] = [:]
        var waiting = [(name: "", file: program)]
        while !waiting.isEmpty {
            let (user, file) = waiting.removeFirst()
            for name in file.needed {
                if let place = places[name] {
                    libraries[place].users.append(user)
                    continue
                }
                let library = try search.library(name, neededBy: file, in: program)
                places[name] = libraries.count
                libraries.append(Library(name: name, file: library, users: [user]))
                if !isLeaf(name) { waiting.append((name, library)) }
            }
        }
        return libraries
    }
}
