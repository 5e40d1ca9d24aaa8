import Testing

@Suite struct ExpansionTests {
    private static let compilation = Task {
        var sources = [
            "Naming.swift":
                "import Swiftlet\n\nenum Naming {\n    static let upperCase = FieldNaming { $0.uppercased() }\n}\n"
        ]
        for example in ExpansionExample.all { sources["\(example.type).swift"] = example.file }
        return try await MacroCompiler(checking: sources)
    }

    @Test(arguments: ExpansionExample.all)
    func `a struct expands to its schema`(example: ExpansionExample) async throws {
        let expansion = try await Self.compilation.value.expansion(of: example.type)
        #expect(expansion.conformance == example.conformance)
        #expect(expansion.members == example.members)
    }

    @Test func `expansions compile without a warning`() async throws {
        let compilation = try await Self.compilation.value
        for example in ExpansionExample.all {
            #expect(compilation.errors(in: "\(example.type).swift") == [])
        }
        #expect(!compilation.output.contains("error:"), "\(compilation.output)")
    }
}

/// A struct with `@Model`, and the expected expansion.
struct ExpansionExample: CustomTestStringConvertible, Sendable {
    /// The behavior that the example tests.
    let title: String
    /// The name of the struct.
    let type: String
    /// The import of the core, which must be public for public models.
    var importOfCore = "import Swiftlet"
    let source: String
    /// The generated members of the struct.
    var members = ""
    /// The generated extension.
    let conformance: String

    static let all = fields + models + declarations

    var testDescription: String { title }

    /// The source with its imports.
    var file: String {
        "import FoundationEssentials\n\(importOfCore)\nimport SwiftletJSON\nimport SwiftletMacros\n\n\(source)\n"
    }
}
