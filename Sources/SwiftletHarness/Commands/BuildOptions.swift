import ArgumentParser
import SwiftletPackaging

/// Options of commands that build the function binary.
struct BuildOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The executable product to build, if it is not the only one that depends on SwiftletRuntime.",
            valueName: "name"
        )
    )
    var product: String?

    @Option(
        help: ArgumentHelp("The architecture, x86_64 or arm64; that of this machine by default.", valueName: "name")
    )
    var arch: String?

    @Option(help: ArgumentHelp("The build directory of SwiftPM (default: .build).", valueName: "directory"))
    var scratchPath: String?

    @Flag(
        help: ArgumentHelp(
            "Do not wait for the Swift process that has locked the build directory.",
            visibility: .hidden
        )
    )
    var ignoreLock = false

    func validate() throws {
        if let arch, !["x86_64", "arm64"].contains(arch) {
            throw ValidationError("--arch must be x86_64 or arm64, not \"\(arch)\".")
        }
    }

    /// The build.
    ///
    /// - Throws: ``PackagingError`` if Swift is not found.
    func build(_ environment: [String: String]) throws(PackagingError) -> FunctionBuild {
        var build = try FunctionBuild(environment: environment)
        build.product = product
        build.architecture = arch
        build.scratchPath = scratchPath
        build.ignoresLock = ignoreLock
        return build
    }
}

extension FunctionBuild {
    /// Builds the product.
    ///
    /// The compiler reports its errors itself, so that only its exit code remains.
    ///
    /// - Returns: The built executable.
    /// - Throws: `ExitCode` with that of the compiler, or ``PackagingError``.
    func runInForeground() throws -> Program {
        do {
            return try run()
        } catch {
            throw error.exitCode.map { ExitCode($0) } ?? error
        }
    }
}
