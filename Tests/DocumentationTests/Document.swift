import Foundation

/// A Markdown file of the project, and the blocks of code in it.
struct Document: Sendable, CustomStringConvertible {
    /// The project's folder.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    let path: String
    let text: String

    var description: String { path }

    /// The README, and all articles of the documentation catalogues.
    static func all() throws -> [Document] {
        let articles = files(below: "Sources", ending: "md").filter { $0.contains(".docc/") }
        return try (["README.md"] + articles)
            .map { Document(path: $0, text: try String(contentsOf: root.appending(path: $0), encoding: .utf8)) }
    }

    /// The paths of files below a folder of the project.
    static func files(below folder: String, ending fileExtension: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
        return (names?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix(".\(fileExtension)") }
            .sorted()
            .map { "\(folder)/\($0)" }
    }

    /// The texts of the blocks of a language.
    func blocks(_ language: String) -> [String] {
        var blocks: [String] = []
        var lines: [Substring]?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let open = lines {
                if line == "```" {
                    blocks.append(open.joined(separator: "\n"))
                    lines = nil
                } else {
                    lines = open + [line]
                }
            } else if line == "```\(language)" {
                lines = []
            }
        }
        return blocks
    }
}
