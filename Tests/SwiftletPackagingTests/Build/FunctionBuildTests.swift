import Foundation
import TestSupport
import Testing

@testable import SwiftletPackaging

/// Builds a small package with the local toolchain.
@Suite(.timeLimit(.minutes(10)), .serialized) struct FunctionBuildTests {
    private static let environment = ProcessInfo.processInfo.environment

    private static let manifest = """
        // swift-tools-version: 6.3
        import PackageDescription

        let package = Package(
            name: "notes",
            targets: [
                .target(name: "SwiftletRuntime"),
                .executableTarget(name: "notes-function", dependencies: ["SwiftletRuntime"]),
                .executableTarget(name: "notes"),
            ]
        )
        """

    private func withPackage(main: String, _ body: (TemporaryFolder) throws -> Void) async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("Package.swift", text: Self.manifest)
            try folder.write("Sources/SwiftletRuntime/Runtime.swift", text: "public let greeting = \"Hello\"\n")
            try folder.write("Sources/notes-function/main.swift", text: main)
            try folder.write("Sources/notes/main.swift", text: "")
            try body(folder)
        }
    }

    @Test func `the function is built with the runtimes in it, and in the order of the sections`() async throws {
        try await withPackage(main: "import SwiftletRuntime\nprint(greeting)\n") { folder in
            let order = "\(folder.path)/\(FunctionBuild.sectionOrder)"
            try folder.write(FunctionBuild.sectionOrder, text: ".text.main\n")
            #expect(FileManager.default.fileExists(atPath: order))
            var build = try FunctionBuild(in: folder.path, environment: Self.environment)
            #expect(throws: PackagingError.self) { try build.existing() }
            let program = try build.run()
            #expect(program.product == "notes-function")
            #expect(program.path == "\(folder.path)/.build/release/notes-function")
            #expect(program.architecture == PackagedArchitecture.host)
            let file = try ELFFile(path: program.path)
            #expect(file.isStripped)
            #expect(!file.needed.contains { $0.hasPrefix("libswift") || $0.hasPrefix("libstdc++") })
            let result = try Tool(path: program.path, environment: [:]).capture([], within: 60)
            #expect(result.output == "Hello\n")
            #expect(try build.existing().size == program.size)

            // A directory in the package will do.
            build = try FunctionBuild(in: "\(folder.path)/Sources", environment: Self.environment)
            build.keepsSymbols = true
            let whole = try build.run()
            #expect(whole.size > program.size)
            #expect(try ELFFile(path: whole.path).functionNames().contains("main"))
        }
    }

    @Test func `a failed build has the exit code of the compiler`() async throws {
        try await withPackage(main: "greet()\n") { folder in
            let build = try FunctionBuild(in: folder.path, environment: Self.environment)
            let error = #expect(throws: PackagingError.self) { try build.run() }
            #expect(error?.exitCode == 1)
        }
    }

    @Test func `another architecture is built on another machine or in a container`() async throws {
        try await withPackage(main: "") { folder in
            var build = try FunctionBuild(in: folder.path, environment: Self.environment)
            build.architecture = PackagedArchitecture.host == "arm64" ? "x86_64" : "arm64"
            let error = #expect(throws: PackagingError.self) { try build.run() }
            #expect(error?.message.contains("docker run --rm --platform linux/") == true)
            #expect(error?.exitCode == nil)
        }
    }

    @Test func `a directory without a package and a missing toolchain are reported`() async throws {
        try await TemporaryFolder.with { folder in
            let build = try FunctionBuild(in: folder.path, environment: Self.environment)
            let error = #expect(throws: PackagingError.self) { try build.run() }
            #expect(error?.message.contains("Could not find Package.swift") == true)
        }
        let error = #expect(throws: PackagingError.self) { try FunctionBuild(environment: ["PATH": "/nowhere"]) }
        #expect(error?.message.hasPrefix("swift was not found") == true)
    }

    @Test func `the copy of a macro plugin is named by its content`() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("plugin", text: "one")
            let first = try MacroPlugin.keep("\(folder.path)/plugin", in: "\(folder.path)/macros")
            #expect(try MacroPlugin.keep("\(folder.path)/plugin", in: "\(folder.path)/macros") == first)
            #expect(FileManager.default.isExecutableFile(atPath: first))
            try folder.write("plugin", text: "two")
            #expect(try MacroPlugin.keep("\(folder.path)/plugin", in: "\(folder.path)/macros") != first)
            #expect(throws: PackagingError.self) { try MacroPlugin.keep("\(folder.path)/none", in: folder.path) }
        }
    }
}
