/// Facts about the machine that builds an image, from which the origins and versions of its files are known.
struct SoftwareOrigins: Sendable {
    /// The Swift toolchain; `nil` if there is none.
    let toolchain: SwiftToolchain?
    /// The Debian packages of copied files.
    let debian: DebianPackages
    /// The Swift packages that the program is built with.
    let pins: [SwiftPackagePin]

    /// Collects the facts.
    ///
    /// - Parameters:
    ///   - parts: The files of the image.
    ///   - pins: The Swift packages that the program is built with.
    ///   - environment: The environment variables, for the `PATH`.
    /// - Throws: ``PackagingError`` if a tool is installed but cannot be run.
    init(
        of parts: [FunctionPackage.Part],
        pins: [SwiftPackagePin],
        environment: [String: String]
    ) throws(PackagingError) {
        toolchain = try SwiftToolchain.current(environment: environment)
        debian = try DebianPackages(of: parts.compactMap(\.path), environment: environment)
        self.pins = pins
    }
}
