import Foundation
import Testing

/// The dependencies in Package.swift are those in README, and as layered as documented.
@Suite struct TargetTableTests {
    @Test func `README lists the dependencies of each library`() throws {
        let readme = try Self.text("README.md")
        let manifest = try Manifest(Self.text("Package.swift"))
        #expect(manifest.libraries.count > 5)
        #expect(Self.table(readme) == manifest.libraries.map(manifest.row))
    }

    @Test func `only test targets depend on SwiftletTesting, which links Swift Testing`() throws {
        let manifest = try Manifest(Self.text("Package.swift"))
        #expect(manifest.dependents(of: "SwiftletTesting") == [])
        #expect(manifest.dependents(of: "SwiftletFixtures").contains("SwiftletTesting"))
    }

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: Document.root.appending(path: path), encoding: .utf8)
    }

    /// The rows of the table below the heading `library`.
    private static func table(_ readme: String) -> [String] {
        let lines = readme.components(separatedBy: "\n")
        guard let head = lines.firstIndex(where: { $0.hasPrefix("| library |") }) else { return [] }
        return Array(lines[(head + 2)...].prefix { $0.hasPrefix("|") })
    }
}

/// The parts of Package.swift that the table is made of.
private struct Manifest {
    /// The names of the library products, in order.
    let libraries: [String]
    private let targets: [String: String]
    private let systemLibraries: [String: String]

    init(_ text: String) throws {
        let library = /\.library\(name: "(\w+)"/
        libraries = text.matches(of: library).map { String($0.1) }
        let systemLibrary = /\.systemLibrary\(name: "(\w+)", pkgConfig: "([\w.+-]+)"/
        systemLibraries = Dictionary(
            text.matches(of: systemLibrary).map { (String($0.1), String($0.2)) },
            uniquingKeysWith: { first, _ in first }
        )
        var targets: [String: String] = [:]
        for match in text.matches(of: /\.(?:target|executableTarget)\(\s*name: "([\w\-]+)"/) {
            targets[String(match.1)] = Self.call(text[match.range.lowerBound...])
        }
        self.targets = targets
    }

    /// The row of a library in the table: its name, the targets and the system libraries that it depends on.
    func row(_ library: String) -> String {
        let dependencies = dependencies(of: targets[library] ?? "").sorted()
        let targets = dependencies.filter { systemLibraries[$0] == nil }.map { "`\($0)`" }
        let libraries = dependencies.compactMap { systemLibraries[$0] }
        return "| `\(library)` | \(Self.list(targets)) | \(Self.list(libraries)) |"
    }

    /// The names of the libraries and executables that depend on a target.
    func dependents(of name: String) -> [String] {
        targets.filter { dependencies(of: $0.value).contains(name) }.map(\.key).sorted()
    }

    /// The string literals in the list of dependencies, without those of products of other packages.
    private func dependencies(of target: String) -> [String] {
        guard let list = target.firstMatch(of: /dependencies: \[([^\]]*)\]/) else { return [] }
        let own = String(list.1).replacing(/\.product\([^)]*\)/, with: "")
        return own.matches(of: /"(\w+)"/).map { String($0.1) }
    }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? "–" : names.joined(separator: ", ")
    }

    /// The call at the start of a text, up to its closing parenthesis.
    private static func call(_ text: Substring) -> String {
        var depth = 0
        for index in text.indices {
            if text[index] == "(" { depth += 1 }
            if text[index] == ")" {
                depth -= 1
                if depth == 0 { return String(text[...index]) }
            }
        }
        return String(text)
    }
}
