/// The Swift toolchain, whose runtime library is part of the programs that it builds.
struct SwiftToolchain: Sendable, Hashable {
    /// The version, such as `6.3.1`.
    let version: String
    /// The release, such as `swift-6.3.1-RELEASE`, which is also the tag of its source.
    let release: String

    /// The toolchain on the `PATH`; `nil` if there is none.
    ///
    /// - Throws: ``PackagingError`` if the compiler cannot be run.
    static func current(environment: [String: String]) throws(PackagingError) -> SwiftToolchain? {
        guard let compiler = Tool("swiftc", environment: environment) else { return nil }
        return SwiftToolchain(compilerVersion: try compiler.capture(["--version"]).output)
    }

    /// Parses the output of `swiftc --version`; `nil` if it has no version.
    init?(compilerVersion output: String) {
        guard let match = output.firstMatch(of: /Swift version (\S+) \(([^)\s]+)\)/) else { return nil }
        version = String(match.1)
        release = String(match.2)
    }
}
