import Foundation
import Testing

/// The lists of targets in the architecture guide and in the configuration of the Swift Package Index are those of Package.swift.
@Suite struct TargetTableTests {
    @Test func `the architecture guide lists the dependencies of each library`() throws {
        let manifest = try Manifest()
        #expect(manifest.libraries.count > 5)
        #expect(try Self.table(Self.architecture, heading: "library") == manifest.libraries.map(manifest.row))
    }

    @Test func `the Swift Package Index builds the documentation of each library`() throws {
        let listed = try Self.text(".spi.yml").matches(of: /(?m)^ +- (\w+)$/).map { String($0.1) }
        #expect(try listed.sorted() == Manifest().libraries.sorted())
    }

    @Test func `each library has a documentation catalog`() throws {
        for library in try Manifest().libraries {
            let catalog = Document.root.appending(path: "Sources/\(library)/\(library).docc/\(library).md")
            #expect(FileManager.default.fileExists(atPath: catalog.path), "\(library) has no documentation catalog.")
        }
    }

    @Test func `only test targets depend on SwiftletTesting, which links Swift Testing`() throws {
        let manifest = try Manifest()
        #expect(manifest.dependents(of: "SwiftletTesting") == [])
        #expect(manifest.dependents(of: "SwiftletFixtures").contains("SwiftletTesting"))
    }

    private static let architecture = "Sources/Swiftlet/Swiftlet.docc/Architecture.md"

    static func text(_ path: String) throws -> String {
        try String(contentsOf: Document.root.appending(path: path), encoding: .utf8)
    }

    /// The rows of the table whose first column has the heading.
    static func table(_ path: String, heading: String) throws -> [String] {
        let lines = try text(path).components(separatedBy: "\n")
        guard let head = lines.firstIndex(where: { $0.hasPrefix("| \(heading) |") }) else { return [] }
        return Array(lines[(head + 2)...].prefix { $0.hasPrefix("|") })
    }
}
