import Foundation

/// What is uploaded to the platform: a program with all it needs, so that it runs on any Linux of its architecture.
struct FunctionPackage: Sendable {
    /// A file of the package.
    struct Part: Sendable {
        let name: String
        let content: [UInt8]
        let isExecutable: Bool
        /// Where it comes from.
        let origin: String
        /// How many bytes it takes in the archive.
        var packedSize = 0
    }

    /// The platform's limits in bytes, see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html.
    enum Limit {
        static let packed = 50 << 20
        static let unpacked = 250 << 20
    }

    /// The files: `bootstrap` first, then by their names.
    private(set) var parts: [Part]
    /// What someone who packs it should know.
    let notices: [String]
    /// What the program runs on.
    let machine: ELFFile.Machine

    /// How many bytes the files are.
    var size: Int { parts.map(\.content.count).reduce(0, +) }

    /// Gathers the files.
    ///
    /// - Parameters:
    ///   - path: the program's.
    ///   - environment: the variables by which tools and libraries are found.
    ///   - replaces: whether libraries that serve nothing in a function are replaced, see ``Placeholder``.
    /// - Throws: ``HarnessError`` if the program or a library cannot be packed.
    init(program path: String, environment: [String: String], replacing replaces: Bool) throws {
        let program = try ELFFile(path: path)
        var notices: [String] = []
        if !program.isStripped {
            notices.append("\(path) holds its symbols: build it with -Xlinker -s, and the package is smaller.")
        }
        self.notices = notices
        self.machine = program.machine
        guard let interpreter = program.interpreter else {
            guard program.needed.isEmpty else { throw HarnessError(.usage, "\(path) is a library and no program.") }
            parts = [Part(name: "bootstrap", content: program.source.bytes, isExecutable: true, origin: path)]
            return
        }
        let search = LibrarySearch(environment: environment, machine: program.machine)
        let closure = try LibraryClosure(of: program, in: search, replacing: replaces)
        let compiler = try CCompiler(environment: environment)
        var files: [String: Part] = [:]
        for library in closure.libraries {
            let name = "lib/\(library.name)"
            if let placeholder = library.placeholder {
                let users = closure.libraries.filter { library.users.contains($0.name) }.map(\.file)
                let content = try placeholder.make(library.name, of: library.file, for: users, with: compiler)
                let origin = "in place of \(placeholder.purpose)"
                files[name] = Part(name: name, content: content, isExecutable: false, origin: origin)
            } else {
                let file = library.file.source
                files[name] = Part(name: name, content: file.bytes, isExecutable: false, origin: file.path)
            }
        }
        let loader = "lib/\(URL(filePath: interpreter).lastPathComponent)"
        let file = try ELFBytes(path: interpreter)
        files[loader] = Part(name: loader, content: file.bytes, isExecutable: true, origin: interpreter)
        let name = "bin/\(URL(filePath: path).lastPathComponent)"
        files[name] = Part(name: name, content: program.source.bytes, isExecutable: true, origin: path)
        let launcher = try Launcher.make(
            loader: loader,
            program: name,
            libraries: "lib",
            for: program.machine,
            with: compiler
        )
        parts =
            [Part(name: "bootstrap", content: launcher, isExecutable: true, origin: "starts the program")]
            + files.values.sorted { $0.name < $1.name }
    }

    /// Adds a file of certificates as `certificates/NAME`, which is `/var/task/certificates/NAME` on the platform.
    ///
    /// - Throws: ``HarnessError`` if the file cannot be read, has no certificate in it, or its name is taken.
    mutating func addCertificates(_ path: String) throws(HarnessError) {
        let name = "certificates/\(URL(filePath: path).lastPathComponent)"
        guard let content = FileManager.default.contents(atPath: path) else {
            throw HarnessError(.usage, "\(path) cannot be read.")
        }
        guard content.range(of: Data("-----BEGIN CERTIFICATE-----".utf8)) != nil else {
            throw HarnessError(.usage, "\(path) has no certificate in it: it must be a PEM file.")
        }
        guard !parts.contains(where: { $0.name == name }) else {
            throw HarnessError(
                .usage,
                "Two files of certificates have the name \(URL(filePath: path).lastPathComponent)."
            )
        }
        let index = parts.dropFirst().firstIndex { $0.name > name } ?? parts.endIndex
        parts.insert(Part(name: name, content: Array(content), isExecutable: false, origin: path), at: index)
    }

    /// Packs the files.
    ///
    /// - Returns: the archive: the same bytes for the same files.
    /// - Throws: ``HarnessError`` if it is more than the platform takes.
    mutating func archive() throws(HarnessError) -> [UInt8] {
        var archive = ZipArchive()
        for index in parts.indices {
            let part = parts[index]
            parts[index].packedSize = try archive.add(part.name, part.content, isExecutable: part.isExecutable)
        }
        let bytes = try archive.finish()
        try Self.check(packed: bytes.count, unpacked: size)
        return bytes
    }

    /// Compares sizes with the platform's limits.
    ///
    /// - Throws: ``HarnessError`` that says which one is exceeded.
    static func check(packed: Int, unpacked: Int) throws(HarnessError) {
        if packed > Limit.packed {
            throw HarnessError(
                .usage,
                "The package is \(packed) bytes, and at most \(Limit.packed) can be uploaded. Deploy it as an image."
            )
        }
        if unpacked > Limit.unpacked {
            throw HarnessError(
                .usage,
                "The package is \(unpacked) bytes unpacked, and at most \(Limit.unpacked) can be. Deploy it as an image."
            )
        }
    }
}
