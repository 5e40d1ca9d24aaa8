import SwiftletJSON

/// A container image of a program, with all files it needs, and without a shell.
///
/// See https://github.com/opencontainers/image-spec/blob/v1.1.0/spec.md.
package struct ContainerImage: Sendable {
    /// The layers: the libraries and system files, then the program, which changes more often.
    package let layers: [ImageLayer]
    /// The bill of materials in the format SPDX 2.3, which is also in the image.
    package let billOfMaterials: [UInt8]
    /// The platform, such as `linux/amd64`.
    package let platform: ImagePlatform
    let kind: ImageKind
    let metadata: ImageMetadata
    /// The path of the executable to start, without a slash at the start.
    let entryPoint: String

    /// The name and the tag.
    package var reference: ImageReference { metadata.reference }
    /// The uncompressed size in bytes.
    package var size: Int { layers.map(\.size).reduce(0, +) }

    /// Creates the layers.
    ///
    /// - Parameters:
    ///   - package: The files of the program.
    ///   - kind: The kind of program.
    ///   - metadata: The name and the labels of the image.
    ///   - pins: The Swift packages that the program is built with.
    ///   - environment: The environment variables, with search paths for tools and certificates.
    /// - Throws: ``PackagingError`` if the architecture is not supported, there are no CA certificates, or a layer is too
    ///   large.
    package init(
        _ package: FunctionPackage,
        kind: ImageKind,
        metadata: ImageMetadata,
        pins: [SwiftPackagePin] = [],
        environment: [String: String]
    ) throws {
        platform = try ImagePlatform(package.machine)
        self.kind = kind
        self.metadata = metadata
        let parts = package.parts.map { $0.renamed("\(kind.directory)/\($0.name)") }
        let entryPoint = parts[0].name
        self.entryPoint = entryPoint
        // A static program is its own entry point.
        let program = parts.first { $0.name.hasPrefix("\(kind.directory)/bin/") }?.name ?? entryPoint
        let software = parts + [try SystemFiles.certificates(environment: environment)]
        let bill = try SoftwareBillOfMaterials(
            of: software,
            program: program,
            origins: try SoftwareOrigins(of: software, pins: pins, environment: environment),
            metadata: metadata
        )
        billOfMaterials = try bill.json().serialized(pretty: true) + [UInt8(ascii: "\n")]
        let billFile = FunctionPackage.Part(
            // Where scanners look for it, as in Wolfi's images.
            name: "var/lib/db/sbom/\(metadata.reference.shortName).spdx.json",
            content: billOfMaterials,
            isExecutable: false,
            source: .generated
        )
        let isProgram = { (part: FunctionPackage.Part) in part.name == program || part.name == entryPoint }
        layers = [
            try ImageLayer(
                "libraries and certificates",
                parts: software.filter { !isProgram($0) } + SystemFiles.configuration,
                directories: SystemFiles.directories
            ),
            try ImageLayer("program", parts: software.filter(isProgram) + [billFile]),
        ]
    }
}
