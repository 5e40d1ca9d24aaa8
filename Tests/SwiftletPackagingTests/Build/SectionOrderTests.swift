import Foundation
import TestSupport
import Testing

@testable import SwiftletPackaging

@Suite(.timeLimit(.minutes(5))) struct SectionOrderTests {
    private func withProgram(_ options: String..., body: (_ path: String) throws -> Void) async throws {
        try await TemporaryFolder.with { folder in
            let source = "void start(void) {}\nvoid serve(void) {}\nvoid rare(void) {}\nint main(void) { return 0; }\n"
            try folder.write("main.c", text: source)
            let path = "\(folder.path)/program"
            let compiler = try #require(Tool("clang", environment: ProcessInfo.processInfo.environment))
            #expect(try compiler.run(["-o", path, "\(folder.path)/main.c"] + options) == 0)
            try body(path)
        }
    }

    @Test func `functions of all traces come first, and those of libraries are left out`() async throws {
        try await withProgram { path in
            var order = try SectionOrder(program: path)
            order.add(
                "version: 1\nob=(1) \(path)\nfn=(1) start\n1 2\ncob=(2) /lib/libc.so.6\ncfn=(2) rare\ncalls=1 0\n"
            )
            order.add(
                """
                ob=(1) \(path)
                fn=(3) serve'2
                cfn=(1) start
                ob=(2) /lib/libc.so.6
                fn=(4) main
                ob=(1)
                fn=(1)
                fn=(5) unknown
                """
            )
            #expect(try order.text == ".text.start\n.text.serve\n")
        }
    }

    @Test func `a program without symbols and traces of another program are rejected`() async throws {
        try await withProgram("-s") { path in
            let error = #expect(throws: PackagingError.self) { try SectionOrder(program: path) }
            #expect(error?.message.hasSuffix("has no symbols. Build it with --symbols.") == true)
        }
        try await withProgram { path in
            var order = try SectionOrder(program: path)
            order.add("ob=(1) /bin/other\nfn=(1) start\n")
            #expect(throws: PackagingError.self) { try order.text }
        }
    }
}
