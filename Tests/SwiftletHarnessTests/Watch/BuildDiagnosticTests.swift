import SwiftletJSON
import Testing

@testable import SwiftletHarness

@Suite struct BuildDiagnosticTests {
    private static let compiler = """
        Building for debugging...
        [3/8] Compiling Greetings app.swift
        /src/greetings/Sources/Greetings/app.swift:10:5: error: cannot find 'foo' in scope
         8 | // before
         9 | {
        10 |     foo()
           |     `- error: cannot find 'foo' in scope
        11 | }

        /src/greetings/Sources/Greetings/app.swift:12:9: warning: unused
        10 |     foo()
        12 |     let unused = 1
        error: emit-module command failed with exit code 1 (use -v to see invocation)
        error: fatalError
        /src/greetings/Sources/Greetings/app.swift:10:5: error: cannot find 'foo' in scope
        10 |     foo()
        """

    @Test func `a compiler error has its location and its source line, once`() {
        let file = "/src/greetings/Sources/Greetings/app.swift"
        let error = BuildDiagnostic(
            file: file,
            line: 10,
            column: 5,
            message: "cannot find 'foo' in scope",
            source: "    foo()"
        )
        #expect(BuildDiagnostic.errors(in: Self.compiler) == [error])
    }

    @Test(arguments: [
        ("error: 'greetings': Invalid manifest", "'greetings': Invalid manifest"),
        ("<unknown>:0: error: link command failed with exit code 1", "link command failed with exit code 1"),
        ("clang: error: linker command failed", "linker command failed"),
        ("error: no such module 'Swiftle'", "no such module 'Swiftle'"),
    ])
    func `an error without a location has its message`(line: String, message: String) {
        #expect(BuildDiagnostic.errors(in: "Planning build\n\(line)\n") == [BuildDiagnostic(message: message)])
    }

    @Test(arguments: [
        "", "Build complete! (1.2s)", "app.swift:1:1: warning: an error: handled", "no error here",
        "10 | log(\"error: bad\")",
    ])
    func `other output has no errors`(output: String) {
        #expect(BuildDiagnostic.errors(in: output).isEmpty)
    }

    @Test func `a failed build counts its errors and shortens paths`() throws {
        try WatchFixture.withPackage { package in
            let output = "\(package.root)/Sources/a.swift:1:2: error: one\n/other/b.swift:3:4: error: two\n"
            let failure = WatchFailure(build: output, of: package)
            #expect(failure.title == "The build failed with 2 errors")
            #expect(failure.diagnostics.map(\.file) == ["Sources/a.swift", "/other/b.swift"])
            #expect(
                failure.json["errors"]?[0]
                    == ["message": "one", "file": "Sources/a.swift", "line": 1, "column": 2]
            )
            #expect(WatchFailure(build: "Killed", of: package).title == "The build failed")
        }
    }
}
