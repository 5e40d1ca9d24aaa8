import Foundation
import SwiftletJSON

/// The software bill of materials (SBOM) of an image, in the format SPDX 2.3.
///
/// Each file is a package: the program, every shared library, the CA certificates. So are the Swift runtime and the Swift
/// packages that the program is built with. See https://spdx.github.io/spdx-spec/v2.3/.
struct SoftwareBillOfMaterials: Sendable {
    /// A relationship between two packages by their identifiers.
    private struct Relationship: Sendable {
        let element: String
        let type: String
        let related: String
    }

    private let metadata: ImageMetadata
    private var packages: [SoftwarePackage] = []
    private var relationships: [Relationship] = []

    /// Describes the files of an image.
    ///
    /// - Parameters:
    ///   - parts: The files, with their paths in the image.
    ///   - program: The path of the program in the image.
    ///   - origins: The origins of the files.
    ///   - metadata: The title and the version of the app, and the time of creation.
    /// - Throws: ``PackagingError`` if an ELF file is corrupt.
    init(of parts: [FunctionPackage.Part], program: String, origins: SoftwareOrigins, metadata: ImageMetadata) throws {
        self.metadata = metadata
        let version = metadata.version.isEmpty ? nil : metadata.version
        let image = SoftwarePackage(id: "SPDXRef-Image", name: metadata.title, version: version, purpose: "CONTAINER")
        packages = [image]
        add("SPDXRef-DOCUMENT", "DESCRIBES", to: image.id)
        for part in parts {
            var package = try SoftwarePackage(part, origins: origins)
            if part.name == program {
                package.purpose = "APPLICATION"
                package.version = version
            }
            packages.append(package)
            add(image.id, "CONTAINS", to: package.id)
        }
        let files = packages.dropFirst()
        let libraries = Dictionary(files.map { ($0.name, $0.id) }) { first, _ in first }
        for (part, package) in zip(parts, files) where part.content.starts(with: Array("\u{7F}ELF".utf8)) {
            let file = try ELFFile(ELFBytes(path: part.name, bytes: part.content))
            for library in file.needed.compactMap({ libraries[$0] }) { add(package.id, "DYNAMIC_LINK", to: library) }
            // The sections of Swift metadata keep their names in a stripped program.
            if part.name == program, Data(part.content).range(of: Data("swift5_typeref".utf8)) != nil {
                addSwiftPackages(of: package.id, origins, isRuntimeStatic: libraries["libswiftCore.so"] == nil)
            }
        }
    }

    private mutating func addSwiftPackages(of program: String, _ origins: SoftwareOrigins, isRuntimeStatic: Bool) {
        if isRuntimeStatic, let toolchain = origins.toolchain {
            let runtime = SoftwarePackage(runtimeOf: toolchain)
            packages.append(runtime)
            add(program, "STATIC_LINK", to: runtime.id)
        }
        for pin in origins.pins {
            let package = SoftwarePackage(pin)
            packages.append(package)
            add(package.id, "BUILD_DEPENDENCY_OF", to: program)
        }
    }

    private mutating func add(_ element: String, _ type: String, to related: String) {
        relationships.append(Relationship(element: element, type: type, related: related))
    }

    /// The document.
    ///
    /// - Throws: `CryptoError` if OpenSSL is configured without SHA-256.
    func json() throws -> JSON {
        let packages = JSON.array(packages.map(\.json))
        let relationships = relationships.map { relationship -> JSON in
            [
                "spdxElementId": .string(relationship.element), "relationshipType": .string(relationship.type),
                "relatedSpdxElement": .string(relationship.related),
            ]
        }
        let name = "\(metadata.reference.shortName)-\(Self.uuid(try Digest(of: packages.bytes)))"
        return [
            "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
            "name": .string(metadata.title),
            "documentNamespace": .string("https://spdx.org/spdxdocs/\(name)"),
            "creationInfo": [
                // Required, also of a document without a time.
                "created": .string(metadata.createdTime ?? "1970-01-01T00:00:00Z"),
                "creators": ["Tool: swiftlet"],
            ],
            "packages": packages,
            "relationships": .array(relationships),
        ]
    }

    /// A UUID of version 8, whose content is defined by its creator: the start of a digest.
    private static func uuid(_ digest: Digest) -> String {
        let digits = Array(digest.hexadecimal)
        let groups = [digits[0..<8], digits[8..<12], ["8"] + digits[13..<16], ["8"] + digits[17..<20], digits[20..<32]]
        return groups.map { String($0) }.joined(separator: "-")
    }
}
