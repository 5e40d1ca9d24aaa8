import Foundation

/// A release build of the function binary, or of another executable product.
package struct FunctionBuild: Sendable {
    /// A built executable.
    package struct Program: Sendable {
        package let product: String
        package let path: String
        /// The size in bytes.
        package let size: Int
        /// The architecture in Lambda's terms: `x86_64` or `arm64`.
        package let architecture: String
    }

    /// The file of a package that lists the sections of its function in the order in which the linker places them.
    package static let sectionOrder = ".swiftlet/sections.txt"

    /// The name of the product; `nil` for the program of the kind.
    package var product: String?
    /// The kind of program.
    package var kind = ImageKind.function
    /// The architecture, `x86_64` or `arm64`; `nil` for that of this machine.
    package var architecture: String?
    /// The build directory of SwiftPM; `nil` for `.build` in the package.
    package var scratchPath: String?
    /// Whether the build does not wait for the process that has locked the build directory: a command plugin runs in one.
    package var ignoresLock = false
    /// Whether the symbols are kept, for profilers and debuggers.
    package var keepsSymbols = false
    private let directory: String
    private let environment: [String: String]
    private let swift: Tool

    /// Creates a build.
    ///
    /// - Parameters:
    ///   - directory: A directory in the package.
    ///   - environment: The environment of the tools. `SWIFT` may be the path of the `swift` command.
    /// - Throws: ``PackagingError`` if Swift is not found.
    package init(in directory: String = ".", environment: [String: String]) throws(PackagingError) {
        let name = environment["SWIFT"] ?? "swift"
        guard let swift = Tool(name, environment: environment) else {
            throw PackagingError(.toolFailed, "\(name) was not found. Install Swift: https://www.swift.org/install")
        }
        self.directory = directory
        self.environment = environment
        self.swift = swift
    }

    /// Builds the product.
    ///
    /// The output of the compiler is written to standard error.
    ///
    /// - Returns: The built executable.
    /// - Throws: ``PackagingError``, with the exit code of the compiler if the build fails.
    package func run() throws(PackagingError) -> Program {
        let package = try readPackage()
        try checkArchitecture(of: package)
        let executable = try package.executable(named: product, kind: kind)
        let scratch = scratch(of: package)
        var swift = swift
        var flags = ReleaseFlags(staticLibraries: try staticLibraries(in: scratch))
        flags.isStripped = !keepsSymbols
        let order = "\(package.root)/\(Self.sectionOrder)"
        if FileManager.default.fileExists(atPath: order) { flags.sectionOrder = order }
        if executable.dependencies.contains(MacroPlugin.library) {
            let plugin = try macroPlugin(in: scratch)
            flags.macroPlugin = plugin
            swift.environment[MacroPlugin.variable] = plugin
        }
        try build(["--product", executable.product] + flags.arguments, in: scratch, with: swift)
        return try program(executable.product, of: package)
    }

    /// Returns the product of an earlier build.
    ///
    /// - Returns: The built executable.
    /// - Throws: ``PackagingError`` if it does not exist.
    package func existing() throws(PackagingError) -> Program {
        let package = try readPackage()
        return try program(try package.executable(named: product, kind: kind).product, of: package)
    }

    // MARK: - Steps

    private func readPackage() throws(PackagingError) -> SwiftPackage {
        // Another build directory, so that it does not wait for a running build. Nothing is built in it.
        let scratch = FileManager.default.temporaryDirectory.appending(path: "swiftlet-manifest").path
        return try SwiftPackage.read(["--package-path", directory, "--scratch-path", scratch], with: swift)
    }

    /// Checks that this machine can build for the architecture.
    private func checkArchitecture(of package: SwiftPackage) throws(PackagingError) {
        guard let architecture, architecture != PackagedArchitecture.host else { return }
        let container = ContainerBuild(architecture: architecture, cli: package.cli?.product ?? "APP")
        throw PackagingError(
            .invalidInput,
            """
            This machine builds for \(PackagedArchitecture.host). For \(architecture), build on such a machine, or in a \
            container, since Swift's static Linux SDK cannot link libcurl and libpq. On another architecture Docker needs an \
            emulator, such as qemu-user-static:
            \(container.command)
            """
        )
    }

    /// Creates the directory that contains only the static C++ runtime.
    private func staticLibraries(in scratch: String) throws(PackagingError) -> String {
        let compiler = Tool(path: try CCompiler(environment: environment).path, environment: environment)
        let library = try compiler.capture(["-print-file-name=libstdc++.a"]).output.trimmingCharacters(in: .newlines)
        guard library.hasPrefix("/") else {
            throw PackagingError(.toolFailed, "libstdc++.a was not found. Install libstdc++-dev of your C++ compiler.")
        }
        let folder = "\(scratch)/static"
        let link = "\(folder)/libstdc++.a"
        let files = FileManager.default
        guard (try? files.destinationOfSymbolicLink(atPath: link)) != library else { return folder }
        do {
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try? files.removeItem(atPath: link)
            try files.createSymbolicLink(atPath: link, withDestinationPath: library)
        } catch {
            throw PackagingError(.toolFailed, "Cannot write \(link): \(error.localizedDescription)")
        }
        return folder
    }

    /// Builds the compiler plugin of the macros in debug mode, unless the environment names one.
    private func macroPlugin(in scratch: String) throws(PackagingError) -> String {
        if let plugin = environment[MacroPlugin.variable] {
            return try MacroPlugin.keep(plugin, in: "\(scratch)/macros")
        }
        try build(["--target", MacroPlugin.library], in: scratch, with: swift)
        return try MacroPlugin.keep("\(scratch)/debug/\(MacroPlugin.module)-tool", in: "\(scratch)/macros")
    }

    private func build(_ arguments: [String], in scratch: String, with swift: Tool) throws(PackagingError) {
        let options = ["--package-path", directory, "--scratch-path", scratch] + (ignoresLock ? ["--ignore-lock"] : [])
        let status = try swift.run(["build"] + options + arguments)
        guard status == 0 else {
            throw PackagingError(.toolFailed, "The build failed with the exit code \(status).", exitCode: status)
        }
    }

    private func program(_ product: String, of package: SwiftPackage) throws(PackagingError) -> Program {
        let path = "\(scratch(of: package))/release/\(product)"
        guard FileManager.default.fileExists(atPath: path) else {
            throw PackagingError(.invalidInput, "\(path) does not exist. Build it with the build command.")
        }
        let file = try ELFFile(path: path)
        let folder = FileManager.default.currentDirectoryPath + "/"
        return Program(
            product: product,
            path: path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path,
            size: file.source.bytes.count,
            architecture: file.machine.architecture ?? "unknown"
        )
    }

    private func scratch(of package: SwiftPackage) -> String {
        scratchPath.map { URL(filePath: $0).path } ?? "\(package.root)/.build"
    }
}
