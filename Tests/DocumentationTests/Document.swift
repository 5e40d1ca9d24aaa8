import Foundation

/// A Markdown file of the project, or the documentation comments of a source file, with the code blocks.
struct Document: Sendable, CustomStringConvertible {
    /// The root directory of the project.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    let path: String
    let text: String

    var description: String { path }

    /// The README, and all articles of the documentation catalogs.
    static func all() throws -> [Document] {
        let articles = files(below: "Sources", ending: "md").filter { $0.contains(".docc/") }
        return try (["README.md"] + articles)
            .map { Document(path: $0, text: try String(contentsOf: root.appending(path: $0), encoding: .utf8)) }
    }

    /// The documentation comments of the source files, without the slashes.
    static func comments() throws -> [Document] {
        try files(below: "Sources", ending: "swift")
            .map { path in
                let source = try String(contentsOf: root.appending(path: path), encoding: .utf8)
                let lines = source.components(separatedBy: "\n")
                    .map { $0.drop { $0 == " " } }
                    .filter { $0.hasPrefix("///") }
                    .map { $0.dropFirst($0.hasPrefix("/// ") ? 4 : 3) }
                return Document(path: path, text: lines.joined(separator: "\n"))
            }
    }

    /// Returns the paths of files in a directory of the project, including subdirectories, without the templates of packages,
    /// which the project does not compile.
    static func files(below folder: String, ending fileExtension: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
        return (names?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix(".\(fileExtension)") && !"/\(folder)/\($0)".contains("/Templates/") }
            .sorted()
            .map { "\(folder)/\($0)" }
    }

    /// Returns the code blocks in a language.
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
