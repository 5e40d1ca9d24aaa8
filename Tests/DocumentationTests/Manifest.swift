import Foundation

/// The products and targets of Package.swift.
struct Manifest {
    /// The names of the library products, in order.
    let libraries: [String]
    /// The targets of Swift code in Sources, with the targets and system libraries that they depend on.
    let dependencies: [String: Set<String>]
    /// The names of the targets of system libraries, with those of the libraries in pkg-config.
    let systemLibraries: [String: String]

    init() throws {
        let text = try String(contentsOf: Document.root.appending(path: "Package.swift"), encoding: .utf8)
        libraries = text.matches(of: /\.library\(name: "(\w+)"/).map { String($0.1) }
        let systemLibrary = /\.systemLibrary\(name: "(\w+)", pkgConfig: "([\w.+-]+)"/
        systemLibraries = Dictionary(
            text.matches(of: systemLibrary).map { (String($0.1), String($0.2)) },
            uniquingKeysWith: { first, _ in first }
        )
        var dependencies: [String: Set<String>] = [:]
        for match in text.matches(of: /\.(?:target|executableTarget|macro)\(\s*name: "([\w-]+)"/) {
            let target = Self.call(text[match.range.lowerBound...])
            guard !target.contains("path: \"Tests/") else { continue }
            dependencies[String(match.1)] = Self.dependencies(of: target)
        }
        self.dependencies = dependencies
    }

    /// The row of a library in the table: its name, the targets and the system libraries that it depends on.
    func row(_ library: String) -> String {
        let dependencies = (dependencies[library] ?? []).sorted()
        let targets = dependencies.filter { systemLibraries[$0] == nil }.map { "`\($0)`" }
        let libraries = dependencies.compactMap { systemLibraries[$0] }
        return "| `\(library)` | \(Self.list(targets)) | \(Self.list(libraries)) |"
    }

    /// The targets and system libraries that a target depends on, directly or through other targets.
    func closure(of target: String) -> Set<String> {
        var found: Set<String> = []
        var pending = [target]
        while let next = pending.popLast() {
            for dependency in dependencies[next] ?? [] where found.insert(dependency).inserted {
                pending.append(dependency)
            }
        }
        return found
    }

    /// The names of the targets in Sources that depend on a target.
    func dependents(of name: String) -> [String] {
        dependencies.filter { $0.value.contains(name) }.keys.sorted()
    }

    /// The string literals in the list of dependencies, without those of products of other packages.
    private static func dependencies(of target: String) -> Set<String> {
        guard let list = target.firstMatch(of: /dependencies: \[([^\]]*)\]/) else { return [] }
        let own = String(list.1).replacing(/\.product\([^)]*\)/, with: "")
        return Set(own.matches(of: /"([\w-]+)"/).map { String($0.1) })
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
