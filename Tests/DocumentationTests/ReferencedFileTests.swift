import Foundation
import Testing

/// Files that the documentation names exist.
@Suite struct ReferencedFileTests {
    private static let architecture = "Sources/Swiftlet/Swiftlet.docc/Architecture.md"

    /// The paths of the Swift files in the sources, by name; no two files that the architecture names have the same name.
    private static let sources = Dictionary(
        Document.files(below: "Sources", ending: "swift").map { (URL(filePath: $0).lastPathComponent, $0) },
        uniquingKeysWith: { first, _ in first }
    )

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: Document.root.appending(path: path), encoding: .utf8)
    }

    @Test func `every Swift file that the architecture names exists`() throws {
        let named = try Self.text(Self.architecture).matches(of: /`([\w+]+\.swift)`/).map { String($0.1) }
        #expect(named.count > 30)
        for name in named {
            #expect(Self.sources[name] != nil, "There is no file \(name).")
        }
    }

    @Test func `every type that the architecture names with its file is declared in it`() throws {
        let named = try Self.text(Self.architecture).matches(of: /`(\w+)`\s\(`([\w+]+\.swift)`/)
        #expect(!named.isEmpty)
        for match in named {
            let source = try Self.text(Self.sources[String(match.2)] ?? "")
            let declaration = try Regex("(class|struct|enum|protocol|actor) \(match.1)\\b")
            #expect(source.contains(declaration), "\(match.2) has no type \(match.1).")
        }
    }

    @Test func `every relative link leads to a file`() throws {
        let guides = ["README.md", ".github/CONTRIBUTING.md", ".github/SECURITY.md"]
        for guide in guides {
            let file = Document.root.appending(path: guide)
            for match in try Self.text(guide).matches(of: /\]\(([^)#:]+)\)/) {
                let target = file.deletingLastPathComponent().appending(path: String(match.1))
                #expect(FileManager.default.fileExists(atPath: target.path), "\(guide): there is no \(match.1)")
            }
        }
    }
}
