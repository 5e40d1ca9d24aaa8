import Foundation
import Testing

@testable import SwiftletScaffold

/// Code in the documentation is quoted from code that is compiled and tested.
@Suite struct QuotedCodeTests {
    /// The sources of quotations: the snippets of these tests, the project's own programs, and the package `greetings` of
    /// each template, which the conformance tests build.
    private static let sources: [[String]] =
        ([
            "Tests/DocumentationTests/Snippets", "Sources/UsersAPI", "Sources/UsersCommands", "Sources/users",
            "Sources/bootstrap", "Sources/users-server",
        ]
        .flatMap { Document.files(below: $0, ending: "swift") }
        .compactMap { try? String(contentsOf: Document.root.appending(path: $0), encoding: .utf8) }
        + Template.allCases.flatMap { template -> [String] in
            guard let name = try? AppName("greetings") else { return [] }
            let project = Project(template: template, name: name, dependency: .path("../swiftlet"))
            return ((try? project.files()) ?? [:]).values.sorted()
        })
        .map { lines($0) }

    @Test func `every Swift block of an article is quoted from a source`() throws {
        #expect(try quotedParagraphs(in: Document.all()) > 20)
    }

    @Test func `every Swift block of a documentation comment is quoted from a source`() throws {
        #expect(try quotedParagraphs(in: Document.comments()) > 150)
    }

    /// Checks the paragraphs of all Swift blocks, and returns their number.
    private func quotedParagraphs(in documents: [Document]) -> Int {
        var count = 0
        for document in documents {
            for paragraph in document.blocks("swift").flatMap(paragraphs) {
                count += 1
                #expect(
                    Self.sources.contains { isQuoted(paragraph, from: $0) },
                    "\(document): no source has\n\(paragraph.joined(separator: "\n"))"
                )
            }
        }
        return count
    }

    private static func lines(_ text: String) -> [String] {
        text.components(separatedBy: "\n")
    }

    private func paragraphs(_ block: String) -> [[String]] {
        Self.lines(block)
            .split { $0.allSatisfy(\.isWhitespace) }
            .map { unindented(Array($0)) }
    }

    /// Whether the lines occur consecutively in a source, with any indentation.
    private func isQuoted(_ paragraph: [String], from source: [String]) -> Bool {
        guard let first = paragraph.first, source.count >= paragraph.count else { return false }
        return source.indices.dropLast(paragraph.count - 1)
            .contains { start in
                source[start].hasSuffix(first)
                    && unindented(Array(source[start..<(start + paragraph.count)])) == paragraph
            }
    }

    private func unindented(_ lines: [String]) -> [String] {
        let margin = lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        return lines.map { String($0.dropFirst(margin)) }
    }
}
