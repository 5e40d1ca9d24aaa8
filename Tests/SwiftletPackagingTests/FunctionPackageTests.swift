import Foundation
import TestSupport
import Testing

@testable import SwiftletPackaging

/// Tests packages of a small C program that is linked with the libraries of the function binary.
@Suite(.timeLimit(.minutes(5))) struct FunctionPackageTests {
    private static let environment = ProcessInfo.processInfo.environment

    /// Prints the libcurl version and an error that only a stub library causes.
    private static let source = """
        #include <curl/curl.h>
        #include <stdio.h>
        int main(int count, char **arguments) {
            CURL *curl = curl_easy_init();
            curl_easy_setopt(curl, CURLOPT_URL, "ldap://127.0.0.1/");
            printf("%s\\n%d %s\\n", curl_version(), curl_easy_perform(curl), count > 1 ? arguments[1] : "");
            return 0;
        }
        """

    private func withProgram(_ body: (_ folder: TemporaryFolder, _ program: String) throws -> Void) async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("main.c", text: Self.source)
            let program = "\(folder.path)/hello"
            let compiled = try run("clang", ["-o", program, "-s", "\(folder.path)/main.c", "-lcurl", "-lpq", "-lz"])
            #expect(compiled.status == 0, "\(compiled.output)")
            try body(folder, program)
        }
    }

    private func run(
        _ program: String,
        _ arguments: [String] = [],
        _ environment: [String: String] = environment
    ) throws -> (status: Int32, output: String) {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: program.hasPrefix("/") ? program : "/usr/bin/env")
        process.arguments = (program.hasPrefix("/") ? [] : [program]) + arguments
        process.environment = environment
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }

    @Test func `the resolved libraries match the output of ldd`() async throws {
        try await withProgram { _, path in
            let program = try ELFFile(path: path)
            let search = LibrarySearch(environment: Self.environment, machine: program.machine)
            let found = try LibraryClosure(of: program, in: search, replacing: false).libraries
            let listed = try run("ldd", [path]).output.split(separator: "\n")
                .compactMap { line -> String? in
                    let words = line.split(separator: " ")
                    return words.contains("=>") ? words.first.map { String($0.trimmingPrefix("\t")) } : nil
                }
            // ldd lists the loader without an arrow, since it is already loaded.
            #expect(Set(found.map(\.name)).subtracting(listed).allSatisfy { $0.hasPrefix("ld-linux") })
            #expect(Set(listed).subtracting(found.map(\.name)) == [])
            #expect(listed.count > 5)
        }
    }

    @Test(arguments: [true, false])
    func `a package runs in any directory with only its own libraries`(replaces: Bool) async throws {
        try await withProgram { folder, path in
            var package = try FunctionPackage(program: path, environment: Self.environment, replacing: replaces)
            let names = package.parts.map(\.name)
            #expect(names.first == "bootstrap")
            #expect(Array(names.dropFirst()) == names.dropFirst().sorted())
            #expect(names.contains("bin/hello"))
            #expect(names.contains("lib/libc.so.6"))
            #expect(names.contains { $0.hasPrefix("lib/libcurl.") })
            #expect(package.parts[0].isExecutable)
            #expect(try package.archive() == (try package.archive()))

            let unpacked = "\(folder.path)/somewhere else"
            for part in package.parts {
                let file = URL(filePath: unpacked).appending(path: part.name)
                let parent = file.deletingLastPathComponent()
                try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
                try Data(part.content).write(to: file)
                let mode = part.isExecutable ? 0o755 : 0o644
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
            }
            let launcher = try ELFFile(path: "\(unpacked)/bootstrap")
            #expect(launcher.interpreter == nil)
            #expect(launcher.needed.isEmpty)
            // Lambda's library path comes first and contains libraries for another glibc.
            let environment = ["LD_LIBRARY_PATH": "/lib64:/usr/lib64:/var/task/lib", "LD_BIND_NOW": "1"]
            let result = try run("\(unpacked)/bootstrap", ["argument"], environment)
            #expect(result.status == 0, "\(result.output)")
            #expect(result.output.hasPrefix("libcurl/"))
            #expect(result.output.hasSuffix(" argument\n"))
            #expect(!result.output.contains("\n0 "))
        }
    }

    @Test func `certificates are included in the package`() async throws {
        try await withProgram { folder, path in
            var package = try FunctionPackage(program: path, environment: Self.environment, replacing: false)
            try folder.write("region.pem", text: "-----BEGIN CERTIFICATE-----\n")
            try package.addCertificates("\(folder.path)/region.pem")
            let part = try #require(package.parts.first { $0.name == "certificates/region.pem" })
            #expect(!part.isExecutable)
            let names = package.parts.map(\.name)
            #expect(Array(names.dropFirst()) == names.dropFirst().sorted())
            for wrong in ["region.pem", "main.c", "missing.pem"] {
                #expect(throws: PackagingError.self) { try package.addCertificates("\(folder.path)/\(wrong)") }
            }
        }
    }

    @Test func `libraries that a function does not use are replaced by stubs`() async throws {
        try await withProgram { _, path in
            let environment = Self.environment
            let whole = try FunctionPackage(program: path, environment: environment, replacing: false)
            let small = try FunctionPackage(program: path, environment: environment, replacing: true)
            #expect(small.size < whole.size)
            let stubs = small.parts.filter { $0.origin.hasPrefix("stub, without") }
            for part in stubs {
                let file = try ELFFile(ELFBytes(path: part.name, bytes: part.content))
                #expect(file.name == part.name.replacing("lib/", with: ""))
                #expect(file.needed.isEmpty)
                let original = try #require(whole.parts.first { $0.name == part.name })
                let symbols = try ELFFile(ELFBytes(path: part.name, bytes: original.content)).symbols()
                let versions = Dictionary(symbols.map { ($0.name, $0.version) }) { first, _ in first }
                for symbol in try file.symbols() where symbol.isDefined && symbol.version != symbol.name {
                    #expect(versions[symbol.name] == symbol.version, "\(symbol.name)")
                }
            }
        }
    }

    @Test func `a direct dependency of the binary is not replaced`() async throws {
        try await withProgram { _, path in
            let program = try ELFFile(path: path)
            let search = LibrarySearch(environment: Self.environment, machine: program.machine)
            let all = try LibraryClosure(of: program, in: search, replacing: true).libraries
            for library in all where library.users.contains("") {
                #expect(library.stub == nil, "\(library.name)")
            }
        }
    }

    @Test func `the launcher can be compiled for the other architecture`() throws {
        let compiler = try CCompiler(environment: Self.environment)
        for machine in [ELFFile.Machine.x86, .arm] {
            let launcher = try Launcher.make(
                loader: "lib/ld.so",
                program: "bin/hello",
                libraries: "lib",
                for: machine,
                with: compiler
            )
            let file = try ELFFile(ELFBytes(path: "bootstrap", bytes: launcher))
            #expect(file.machine == machine)
            #expect(file.interpreter == nil)
            #expect(file.isStripped)
            #expect(launcher.count < 4096)
        }
    }

    @Test(arguments: [
        ("", "is not an ELF file"), ("#!/bin/sh\n", "is not an ELF file"),
        ("\u{7F}ELF" + String(repeating: "\u{1}", count: 100), "is not a 64-bit little-endian ELF file"),
        ("\u{7F}ELF\u{2}\u{1}" + String(repeating: "\u{1}", count: 100), "is corrupt"),
    ])
    func `a file that is not an executable is rejected`(text: String, complaint: String) async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("bootstrap", text: text)
            let error = #expect(throws: PackagingError.self) {
                try FunctionPackage(
                    program: "\(folder.path)/bootstrap",
                    environment: Self.environment,
                    replacing: true
                )
            }
            #expect(error?.code == .invalidInput)
            #expect(error?.message.contains(complaint) == true)
        }
    }

    @Test func `truncated and corrupted binaries do not crash the reader`() async throws {
        try await withProgram { _, path in
            let bytes = try ELFBytes(path: path).bytes
            for count in stride(from: 64, to: bytes.count, by: 97) {
                // Parsing may succeed or fail but must not crash.
                let file = try? ELFFile(ELFBytes(path: path, bytes: Array(bytes.prefix(count))))
                _ = try? file?.symbols()
            }
            for place in 0..<min(bytes.count, 1024) {
                var changed = bytes
                changed[place] = 0xFF
                let file = try? ELFFile(ELFBytes(path: path, bytes: changed))
                _ = try? file?.symbols()
            }
        }
    }
}
