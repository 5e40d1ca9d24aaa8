import ArgumentParser
import Foundation
import SwiftletJSON
import SwiftletPackaging

/// `package`: builds the deployment package.
struct PackageCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        let name = HarnessCLI.current?.name ?? "app"
        return CommandConfiguration(
            commandName: "package",
            abstract: "Build a deployment package that runs on any Linux.",
            discussion: """
                Builds the function binary for release first. The package contains it, the dynamic loader, all shared \
                libraries, and an executable named bootstrap that starts them from any directory. The output is \
                reproducible. Libraries for protocols of libcurl and libpq that a function does not use, such as LDAP, are \
                replaced by stubs.

                Examples:
                  \(name) package
                  \(name) package --certificates eu-central-1-bundle.pem
                  \(name) package --program .build/release/bootstrap --output dist/function.zip
                  \(name) package --image --tag registry.example/\(name):1.0.0
                """
        )
    }

    @Option(help: ArgumentHelp("Package this function binary instead of building it.", valueName: "file"))
    var program: String?

    @Flag(name: .customLong("no-build"), help: "Package the function binary of the last build.")
    var skipsBuild = false

    @OptionGroup var build: BuildOptions

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The path of the package (default: dist/function.zip, or dist/image.tar with --image).",
            valueName: "file"
        )
    )
    var output: String?

    @OptionGroup(title: "Container images") var image: ImageOptions

    @Option(
        help: ArgumentHelp(
            "A PEM file to include as certificates/NAME, such as the CA bundle of a database.",
            valueName: "file"
        )
    )
    var certificates: [String] = []

    @Flag(help: "Include all shared libraries instead of stubs.")
    var allLibraries = false

    @Flag(help: "Print the contents as JSON.")
    var json = false

    mutating func run() async throws {
        let cli = try HarnessCLI.running()
        let program = try program(cli)
        var package = try FunctionPackage(
            program: program,
            environment: cli.environment,
            replacing: !allLibraries
        )
        if let arch = build.arch, arch != package.architecture {
            let found = package.architecture ?? "an unknown architecture"
            throw HarnessError(.usage, "\(program) is built for \(found), not for \(arch).")
        }
        // A server does not describe itself.
        if image.kind != .server {
            let check = ProgramCheck(cli: cli, program: program, architecture: package.architecture)
            if let notice = try check.run() { cli.console.errors.print(notice) }
        }
        for file in certificates {
            try package.addCertificates(file)
        }
        for notice in package.notices {
            cli.console.errors.print(notice)
        }
        if image.isRequested {
            let report = try image.write(package, to: output, for: cli)
            return report.print(asJSON: json, on: cli.console.output)
        }
        let output = output ?? "dist/function.zip"
        let archive = try package.archive()
        do {
            let file = URL(filePath: output)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(archive).write(to: file, options: .atomic)
        } catch {
            throw HarnessError(.usage, "Cannot write \(output): \(error.localizedDescription)")
        }
        report(package, archive.count, to: output, on: cli.console.output)
    }

    /// Returns the path of the program, which is built unless it is specified.
    private func program(_ cli: HarnessCLI) throws -> String {
        guard let program else {
            var build = try build.build(cli.environment)
            build.kind = image.kind ?? .function
            return skipsBuild ? try build.existing().path : try build.runInForeground().path
        }
        guard FileManager.default.fileExists(atPath: program) else {
            throw HarnessError(.usage, "\(program) does not exist. Build it with: \(cli.name) build")
        }
        return program
    }

    private func report(_ package: FunctionPackage, _ size: Int, to output: String, on stream: Console.Stream) {
        guard !json else {
            let parts = package.parts.map { part -> JSON in
                [
                    "name": .string(part.name), "size": .integer(part.content.count),
                    "packedSize": .integer(part.packedSize), "origin": .string(part.origin),
                ]
            }
            let summary: JSON = [
                "output": .string(output), "size": .integer(size), "unpackedSize": .integer(package.size),
                "architecture": package.architecture.map(JSON.string) ?? nil, "parts": .array(parts),
            ]
            return stream.print("\(summary)")
        }
        var table = Table([.left, .right, .right, .left])
        let heads = ["PART", "BYTES", "PACKED", "FROM"]
        let rows = package.parts.map { [$0.name, "\($0.content.count)", "\($0.packedSize)", $0.origin] }
        for row in [heads] + rows {
            table.fit(row)
        }
        stream.print(Style.dim(table.line(heads), on: stream))
        for row in rows {
            stream.print(table.line(row))
        }
        let architecture = package.architecture ?? "an unknown architecture"
        let limit = (packed: FunctionPackage.Limit.packed, unpacked: FunctionPackage.Limit.unpacked)
        stream.print(
            """
            \(output), for \(architecture): \(Self.megabytes(size)) of \(Self.megabytes(limit.packed)) packed, \
            \(Self.megabytes(package.size)) of \(Self.megabytes(limit.unpacked)) unpacked.
            """
        )
    }

    private static func megabytes(_ size: Int) -> String {
        String(format: "%.1f MB", Double(size) / Double(1 << 20))
    }
}
