import Foundation
import SwiftletJSON
import SwiftletPackaging

/// The report of `package --image`: the contents of the image with their sizes.
struct ImageReport: Sendable {
    let image: ContainerImage
    let package: FunctionPackage
    /// The path of the image.
    let path: String
    /// The size of the archive in bytes.
    let size: Int
    /// The digest of the manifest.
    let digest: String
    /// The path of the bill of materials.
    let billOfMaterials: String

    /// Prints the report.
    func print(asJSON isJSON: Bool, on stream: Console.Stream) {
        guard !isJSON else { return stream.print("\(json)") }
        var table = Table([.left, .right, .right, .right])
        let heads = ["LAYER", "FILES", "BYTES", "PACKED"]
        let rows = image.layers.map { [$0.name, "\($0.fileCount)", "\($0.size)", "\($0.packedSize)"] }
        for row in [heads] + rows {
            table.fit(row)
        }
        stream.print(Style.dim(table.line(heads), on: stream))
        for row in rows {
            stream.print(table.line(row))
        }
        let registry = image.reference.hasRegistry ? "" : "REGISTRY/"
        stream.print(
            """
            \(path), for \(image.platform): \(Self.megabytes(size)), \(Self.megabytes(image.size)) unpacked. Contents: \
            \(billOfMaterials).
            Load it into Docker with: docker load --input \(path)
            Push it with: skopeo copy oci-archive:\(path) docker://\(registry)\(image.reference)
            """
        )
    }

    private var json: JSON {
        let layers = image.layers.map { layer -> JSON in
            [
                "name": .string(layer.name), "files": .integer(layer.fileCount), "size": .integer(layer.size),
                "packedSize": .integer(layer.packedSize),
            ]
        }
        let parts = package.parts.map { part -> JSON in
            ["name": .string(part.name), "size": .integer(part.content.count), "origin": .string(part.origin)]
        }
        return [
            "output": .string(path), "size": .integer(size), "unpackedSize": .integer(image.size),
            "billOfMaterials": .string(billOfMaterials), "reference": .string("\(image.reference)"),
            "digest": .string(digest), "platform": .string("\(image.platform)"), "layers": .array(layers),
            "parts": .array(parts),
        ]
    }

    private static func megabytes(_ size: Int) -> String {
        String(format: "%.1f MB", Double(size) / Double(1 << 20))
    }
}
