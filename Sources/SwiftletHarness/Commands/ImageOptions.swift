import ArgumentParser
import Foundation
import Swiftlet
import SwiftletPackaging

/// The options of `package` for container images.
struct ImageOptions: ParsableArguments {
    @Flag(name: .customLong("image"), help: "Write a container image instead of a zip archive.")
    var isRequested = false

    @Option(
        name: .customLong("image-kind"),
        help: ArgumentHelp(
            "The kind of program in the image: function, for Lambda; or server, which listens on PORT or 8080 "
                + "(default: function).",
            valueName: "kind"
        ),
        transform: ImageKind.init(option:)
    )
    var kind: ImageKind?

    @Option(
        help: ArgumentHelp("The name of the image (default: name and version of the app).", valueName: "name:tag")
    )
    var tag: String?

    @Option(
        name: .customLong("label"),
        help: ArgumentHelp(
            "Add a label, such as org.opencontainers.image.source=https://github.com/owner/repository.",
            valueName: "name=value"
        )
    )
    var labels: [String] = []

    func validate() throws {
        guard isRequested || kind == nil && tag == nil && labels.isEmpty else {
            throw ValidationError("--image-kind, --tag and --label require --image.")
        }
        _ = try labelPairs
    }

    /// The labels by name.
    private var labelPairs: [(name: String, value: String)] {
        get throws {
            try labels.map { label in
                guard let equals = label.firstIndex(of: "="), equals > label.startIndex else {
                    throw ValidationError("--label requires NAME=VALUE, not \"\(label)\".")
                }
                return (String(label[..<equals]), String(label[label.index(after: equals)...]))
            }
        }
    }

    /// Writes the image, and its bill of materials next to it.
    ///
    /// - Parameters:
    ///   - package: The files of the program.
    ///   - output: The path of the image; `nil` for the default.
    ///   - cli: The CLI.
    /// - Returns: The image and its files, for a report.
    /// - Throws: ``HarnessError`` if a file cannot be written, `PackagingError` if the image cannot be created.
    func write(_ package: FunctionPackage, to output: String?, for cli: HarnessCLI) throws -> ImageReport {
        let image = try ContainerImage(
            package,
            kind: kind ?? .function,
            metadata: try metadata(for: cli),
            pins: try SwiftPackagePin.read("Package.resolved"),
            environment: cli.environment
        )
        let archive = try image.archive()
        let path = output ?? "dist/image.tar"
        let bill = (path.hasSuffix(".tar") ? String(path.dropLast(4)) : path) + ".spdx.json"
        try Self.write(archive.bytes, to: path)
        try Self.write(image.billOfMaterials, to: bill)
        return ImageReport(
            image: image,
            package: package,
            path: path,
            size: archive.bytes.count,
            digest: archive.digest,
            billOfMaterials: bill
        )
    }

    private func metadata(for cli: HarnessCLI) throws -> ImageMetadata {
        var title = cli.name
        var version = ""
        do {
            let app = try cli.cachedApp.app()
            (title, version) = (app.title, app.version)
        } catch {
            cli.console.errors.print("The image has no version of the app. \(error)")
        }
        return try ImageMetadata(
            reference: try tag.map { try ImageReference($0) } ?? ImageReference(app: cli.name, version: version),
            title: title,
            version: version,
            labels: try labelPairs,
            environment: cli.environment
        )
    }

    private static func write(_ content: [UInt8], to path: String) throws(HarnessError) {
        do {
            let file = URL(filePath: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(content).write(to: file, options: .atomic)
        } catch {
            throw HarnessError(.usage, "Cannot write \(path): \(error.localizedDescription)")
        }
    }
}

extension ImageKind {
    /// Creates a kind from its name.
    init(option: String) throws {
        guard let kind = ImageKind(rawValue: option) else {
            let kinds = Self.allCases.map(\.rawValue).joined(separator: " or ")
            throw ValidationError("Unknown kind of image \"\(option)\": expected \(kinds).")
        }
        self = kind
    }
}
