import Foundation

/// A deployment package: the function binary and all files it needs on any Linux of its architecture.
package struct FunctionPackage: Sendable {
    /// A file of the package.
    package struct Part: Sendable {
        package let name: String
        package let content: [UInt8]
        let isExecutable: Bool
        let source: Source
        /// The compressed size in bytes.
        package fileprivate(set) var packedSize = 0

        /// The file's origin, for reports.
        package var origin: String { source.description }

        /// The path of the file on this machine; `nil` for a generated file.
        var path: String? {
            if case .file(let path) = source { path } else { nil }
        }

        /// The last component of the name.
        var fileName: String { name.split(separator: "/").last.map(String.init) ?? name }

        /// The part with another name.
        func renamed(_ name: String) -> Part {
            Part(name: name, content: content, isExecutable: isExecutable, source: source)
        }

        /// Whether the file is a copy of a file of this machine, or generated.
        enum Source: Sendable, CustomStringConvertible {
            /// A copy of the file at the path.
            case file(String)
            /// The launcher.
            case launcher
            /// A stub library, with the feature that it leaves out.
            case stub(String)
            /// Any other generated file.
            case generated

            var description: String {
                switch self {
                case .file(let path): path
                case .launcher: "launcher"
                case .stub(let purpose): "stub, without \(purpose)"
                case .generated: "generated"
                }
            }
        }
    }

    /// Lambda's limits in bytes, see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html.
    package enum Limit {
        package static let packed = 50 << 20
        package static let unpacked = 250 << 20
    }

    /// The files: `bootstrap` first, then sorted by name.
    package private(set) var parts: [Part]
    /// Warnings for the user.
    package let notices: [String]
    /// The architecture.
    let machine: ELFFile.Machine

    /// The architecture in Lambda's terms: `x86_64` or `arm64`.
    package var architecture: String? { machine.architecture }

    /// The uncompressed size in bytes.
    package var size: Int { parts.map(\.content.count).reduce(0, +) }

    /// Collects the files.
    ///
    /// - Parameters:
    ///   - path: The path of the function binary.
    ///   - environment: The environment variables with search paths for tools and libraries.
    ///   - replaces: Whether libraries that a function does not use are replaced by stubs, see ``StubLibrary``.
    /// - Throws: ``PackagingError`` if the binary or a library cannot be packaged.
    package init(program path: String, environment: [String: String], replacing replaces: Bool) throws {
        let program = try ELFFile(path: path)
        var notices: [String] = []
        if !program.isStripped {
            notices.append("\(path) is not stripped: build it with -Xlinker -s for a smaller package.")
        }
        self.notices = notices
        self.machine = program.machine
        guard let interpreter = program.interpreter else {
            guard program.needed.isEmpty else {
                throw PackagingError(.invalidInput, "\(path) is a library, not an executable.")
            }
            parts = [Part(name: "bootstrap", content: program.source.bytes, isExecutable: true, source: .file(path))]
            return
        }
        let search = LibrarySearch(environment: environment, machine: program.machine)
        let closure = try LibraryClosure(of: program, in: search, replacing: replaces)
        let compiler = try CCompiler(environment: environment)
        var files: [String: Part] = [:]
        for library in closure.libraries {
            let name = "lib/\(library.name)"
            if let stub = library.stub {
                let users = closure.libraries.filter { library.users.contains($0.name) }.map(\.file)
                let content = try stub.make(library.name, of: library.file, for: users, with: compiler)
                files[name] = Part(name: name, content: content, isExecutable: false, source: .stub(stub.purpose))
            } else {
                let file = library.file.source
                files[name] = Part(name: name, content: file.bytes, isExecutable: false, source: .file(file.path))
            }
        }
        let loader = "lib/\(URL(filePath: interpreter).lastPathComponent)"
        let file = try ELFBytes(path: interpreter)
        files[loader] = Part(name: loader, content: file.bytes, isExecutable: true, source: .file(interpreter))
        let name = "bin/\(URL(filePath: path).lastPathComponent)"
        files[name] = Part(name: name, content: program.source.bytes, isExecutable: true, source: .file(path))
        let launcher = try Launcher.make(
            loader: loader,
            program: name,
            libraries: "lib",
            for: program.machine,
            with: compiler
        )
        parts =
            [Part(name: "bootstrap", content: launcher, isExecutable: true, source: .launcher)]
            + files.values.sorted { $0.name < $1.name }
    }

    /// Adds a certificate file as `certificates/NAME`, which is `/var/task/certificates/NAME` in a function.
    ///
    /// - Throws: ``PackagingError`` if the file cannot be read, contains no certificate, or its name is already used.
    package mutating func addCertificates(_ path: String) throws(PackagingError) {
        let name = "certificates/\(URL(filePath: path).lastPathComponent)"
        guard let content = FileManager.default.contents(atPath: path) else {
            throw PackagingError(.invalidInput, "Cannot read \(path).")
        }
        guard content.range(of: Data("-----BEGIN CERTIFICATE-----".utf8)) != nil else {
            throw PackagingError(.invalidInput, "\(path) contains no PEM certificate.")
        }
        guard !parts.contains(where: { $0.name == name }) else {
            throw PackagingError(
                .invalidInput,
                "Duplicate certificate file name: \(URL(filePath: path).lastPathComponent)."
            )
        }
        let index = parts.dropFirst().firstIndex { $0.name > name } ?? parts.endIndex
        parts.insert(Part(name: name, content: Array(content), isExecutable: false, source: .file(path)), at: index)
    }

    /// Creates the zip archive.
    ///
    /// - Returns: The archive, which is reproducible.
    /// - Throws: ``PackagingError`` if it exceeds Lambda's limits.
    package mutating func archive() throws(PackagingError) -> [UInt8] {
        var archive = ZipArchive()
        for index in parts.indices {
            let part = parts[index]
            parts[index].packedSize = try archive.add(part.name, part.content, isExecutable: part.isExecutable)
        }
        let bytes = try archive.finish()
        try Self.check(packed: bytes.count, unpacked: size)
        return bytes
    }

    /// Checks sizes against Lambda's limits.
    ///
    /// - Throws: ``PackagingError`` with the limit that is exceeded.
    static func check(packed: Int, unpacked: Int) throws(PackagingError) {
        if packed > Limit.packed {
            throw PackagingError(
                .invalidInput,
                "The package is \(packed) bytes; Lambda's upload limit is \(Limit.packed). Package a container image instead, with --image."
            )
        }
        if unpacked > Limit.unpacked {
            throw PackagingError(
                .invalidInput,
                "The package is \(unpacked) bytes unpacked; Lambda's limit is \(Limit.unpacked). Package a container image instead, with --image."
            )
        }
    }
}
