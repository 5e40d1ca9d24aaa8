internal import ArgumentParser
internal import Foundation
internal import SwiftletJSON

/// `package`: the program with all it needs, as the platform takes it.
struct PackageCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        let name = HarnessProgram.current?.name ?? "app"
        return CommandConfiguration(
            commandName: "package",
            abstract: "Pack the deployable program with all it needs to run on any Linux.",
            discussion: """
                The package holds the program, the loader, every shared library, and an executable named bootstrap that \
                starts them from wherever they are unpacked. The same files give the same bytes. Libraries for protocols \
                that libcurl and libpq speak and a function does not, such as LDAP, are replaced by placeholders.

                Examples:
                  \(name) package
                  \(name) package --program .build/release/bootstrap --output dist/function.zip
                """
        )
    }

    @Option(help: ArgumentHelp("The program, linked for release.", valueName: "file"))
    var program = ".build/release/bootstrap"

    @Option(name: .shortAndLong, help: ArgumentHelp("Where the package is written.", valueName: "file"))
    var output = "dist/function.zip"

    @Option(
        help: ArgumentHelp(
            "A PEM file that is packed as certificates/NAME, such as the bundle of a database's authority.",
            valueName: "file"
        )
    )
    var certificates: [String] = []

    @Flag(help: "Pack all libraries, those that serve nothing in a function too.")
    var allLibraries = false

    @Flag(help: "Print the parts as JSON.")
    var json = false

    mutating func run() async throws {
        let tool = try HarnessProgram.running()
        guard FileManager.default.fileExists(atPath: program) else {
            throw HarnessError(.usage, "\(program) is not there. Build it: swift build -c release --product bootstrap.")
        }
        var package = try FunctionPackage(
            program: program,
            environment: tool.environment,
            replacing: !allLibraries
        )
        for file in certificates {
            try package.addCertificates(file)
        }
        let archive = try package.archive()
        do {
            let file = URL(filePath: output)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(archive).write(to: file, options: .atomic)
        } catch {
            throw HarnessError(.usage, "\(output) cannot be written: \(error.localizedDescription)")
        }
        for notice in package.notices {
            tool.console.errors.print(notice)
        }
        report(package, archive.count, on: tool.console.output)
    }

    private func report(_ package: FunctionPackage, _ size: Int, on stream: Console.Stream) {
        guard !json else {
            let parts = package.parts.map { part -> JSON in
                [
                    "name": .string(part.name), "size": .integer(part.content.count),
                    "packedSize": .integer(part.packedSize), "origin": .string(part.origin),
                ]
            }
            let answer: JSON = [
                "output": .string(output), "size": .integer(size), "unpackedSize": .integer(package.size),
                "architecture": package.machine.architecture.map(JSON.string) ?? nil, "parts": .array(parts),
            ]
            return stream.print("\(answer)")
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
        let processor = package.machine.architecture ?? "an unknown processor"
        let limit = (packed: FunctionPackage.Limit.packed, unpacked: FunctionPackage.Limit.unpacked)
        stream.print(
            """
            \(output), for \(processor): \(Self.megabytes(size)) of \(Self.megabytes(limit.packed)) packed, \
            \(Self.megabytes(package.size)) of \(Self.megabytes(limit.unpacked)) unpacked.
            """
        )
    }

    private static func megabytes(_ size: Int) -> String {
        String(format: "%.1f MB", Double(size) / Double(1 << 20))
    }
}
