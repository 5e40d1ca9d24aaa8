import Foundation
import SwiftletPackaging

/// A profile of the function binary, which determines the order of its functions.
struct FunctionProfile: Sendable {
    let cli: HarnessCLI
    /// The folders or event files to replay.
    let events: [String]

    /// Replays the events through a program with symbols, and writes the order of its sections.
    ///
    /// - Parameters:
    ///   - program: The path of the program.
    ///   - output: The path of the file with the sections.
    /// - Throws: ``HarnessError`` if valgrind is not installed or a response is not the expected one; `PackagingError` if the
    ///   program has no symbols.
    func write(_ program: String, to output: String) async throws {
        guard let valgrind = Tool("valgrind", environment: cli.environment) else {
            throw HarnessError(.unavailable, "valgrind is not on the PATH. Install it with: apt-get install valgrind")
        }
        let files = FileManager.default
        let traces = files.temporaryDirectory.appending(path: "profile-\(UUID().uuidString)")
        try files.createDirectory(at: traces, withIntermediateDirectories: true)
        defer { try? files.removeItem(at: traces) }
        let path = URL(filePath: program).path
        let wrapper = traces.appending(path: "program").path
        let script = """
            #!/bin/sh
            exec '\(valgrind.path)' -q --tool=callgrind --demangle=no --callgrind-out-file='\(traces.path)/%p.trace' '\(path)'

            """
        try Data(script.utf8).write(to: URL(filePath: wrapper))
        try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: wrapper)
        guard await cli.run(["replay"] + events + ["--through", wrapper]) == 0 else {
            throw HarnessError(
                .appFailed,
                "The profile is not representative: not all events have the expected response."
            )
        }
        var order = try SectionOrder(program: program)
        for name in try files.contentsOfDirectory(atPath: traces.path) where name.hasSuffix(".trace") {
            order.add(try String(contentsOf: traces.appending(path: name), encoding: .utf8))
        }
        let text = try order.text
        let file = URL(filePath: output)
        try files.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file, options: .atomic)
        cli.console.errors.print("\(output): \(text.utf8.count { $0 == UInt8(ascii: "\n") }) sections")
    }
}
