import Foundation
import Testing

/// Files that the documentation names exist.
@Suite struct ReferencedFileTests {
    @Test func `every Swift file that the architecture names exists`() throws {
        let path = "Sources/Swiftlet/Swiftlet.docc/Architecture.md"
        let text = try String(contentsOf: Document.root.appending(path: path), encoding: .utf8)
        let files = Document.files(below: "Sources", ending: "swift")
        let names = Set(files.map { URL(filePath: $0).lastPathComponent })
        let named = text.matches(of: /`([\w+]+\.swift)`/).map { String($0.1) }
        #expect(named.count > 30)
        for name in named {
            #expect(names.contains(name), "\(path): there is no file \(name)")
        }
    }

    @Test func `every relative link leads to a file`() throws {
        let guides = ["README.md", ".github/CONTRIBUTING.md", ".github/SECURITY.md"]
        for guide in guides {
            let file = Document.root.appending(path: guide)
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /\]\(([^)#:]+)\)/) {
                let target = file.deletingLastPathComponent().appending(path: String(match.1))
                #expect(FileManager.default.fileExists(atPath: target.path), "\(guide): there is no \(match.1)")
            }
        }
    }
}
