import Foundation

/// The package that a CLI was built in.
struct WatchedPackage: Hashable, Sendable {
    /// The path of the folder with `Package.swift`.
    let root: String
    /// The path of the executable.
    let program: String

    /// The product of the executable.
    var product: String { URL(filePath: program).lastPathComponent }
    /// The build configuration: `debug` or `release`.
    var configuration: String { URL(filePath: program).deletingLastPathComponent().lastPathComponent }

    /// Finds the package of an executable, which is in `.build` in the package's folder.
    ///
    /// - Parameter program: The path of the executable, without symbolic links.
    /// - Throws: ``HarnessError`` if it is not in such a folder.
    init(program: String) throws(HarnessError) {
        let parts = program.split(separator: "/", omittingEmptySubsequences: false)
        let root = parts.lastIndex(of: ".build").map { parts[..<$0].joined(separator: "/") }
        guard let root, FileManager.default.fileExists(atPath: "\(root)/Package.swift") else {
            let name = URL(filePath: program).lastPathComponent
            throw HarnessError(
                .usage,
                "--watch builds the package of the CLI, but \(program) is not in the folder .build of a package. "
                    + "Run in the folder of the package: swift run \(name) serve --watch"
            )
        }
        self.root = root
        self.program = program
    }

    /// The package of the running executable.
    ///
    /// - Throws: ``HarnessError`` if the executable is not in the folder `.build` of a package.
    static func current() throws(HarnessError) -> WatchedPackage {
        try WatchedPackage(
            program: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        )
    }

    /// The arguments of `swift` for building the executable.
    var buildArguments: [String] {
        ["build", "--package-path", root, "--product", product, "--configuration", configuration]
    }

    /// Identifies the contents of the executable; `nil` if it does not exist.
    var programVersion: ProgramVersion? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: program) else { return nil }
        return ProgramVersion(
            file: attributes[.systemFileNumber] as? Int,
            date: attributes[.modificationDate] as? Date
        )
    }

    /// A version of the executable.
    struct ProgramVersion: Hashable, Sendable {
        let file: Int?
        let date: Date?
    }

    /// A path relative to the package's folder; unchanged if it is outside.
    func relative(_ path: String) -> String {
        path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
    }
}
