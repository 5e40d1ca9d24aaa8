import Testing

@Suite struct DiagnosticTests {
    private static let compilation = Task {
        var sources: [String: String] = [:]
        for (index, mistake) in Mistake.all.enumerated() { sources["Thing\(index).swift"] = mistake.file(index) }
        return try await MacroCompiler(checking: sources)
    }

    @Test(arguments: Mistake.all.indices)
    func `a mistake is an error at its location with a fix in the message`(index: Int) async throws {
        let errors = try await Self.compilation.value.errors(in: "Thing\(index).swift")
        let expected = Mistake.all[index].error(index)
        #expect(errors.contains { $0.hasPrefix(expected) }, "\(expected): \(errors)")
    }
}

/// A source that does not compile.
struct Mistake: Sendable {
    /// The source, in which the type has the name `Thing`.
    private let source: String
    /// The text at which the error is reported.
    private let mark: String
    private let message: String

    /// Creates a mistake in the members of a model.
    static func members(_ members: String, at mark: String, _ message: String) -> Mistake {
        Mistake(source: "@Model\nstruct Thing {\n\(members)\n}", mark: mark, message: message)
    }

    /// Creates a mistake in a declaration.
    static func declaration(_ source: String, at mark: String, _ message: String) -> Mistake {
        Mistake(source: source, mark: mark, message: message)
    }

    /// Returns the contents of the file, in which the type has a unique name.
    func file(_ index: Int) -> String {
        """
        import FoundationEssentials
        import Swiftlet
        import SwiftletJSON
        import SwiftletMacros

        \(source.replacing("Thing", with: "Thing\(index)"))

        """
    }

    /// Returns the line, the column and the message of the error in the file.
    func error(_ index: Int) -> String {
        let file = file(index)
        let start = file.ranges(of: mark).first?.lowerBound ?? file.endIndex
        let lines = file[..<start].split(separator: "\n", omittingEmptySubsequences: false)
        let location = "\(lines.count):\((lines.last?.count ?? 0) + 1)"
        return "\(location): error: \(message.replacing("Thing", with: "Thing\(index)"))"
    }
}
