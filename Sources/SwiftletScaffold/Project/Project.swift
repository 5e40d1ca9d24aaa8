import Foundation

/// The contents of a new package.
struct Project {
    let template: Template
    let name: AppName
    let dependency: SwiftletDependency

    /// The folder with the templates.
    private static let templates = Bundle.module.bundleURL.appending(path: "Templates")

    /// Returns the files by path: those that all templates share, and those of the template, with their placeholders replaced.
    ///
    /// The text of a file that both have is appended to the shared one.
    ///
    /// - Throws: ``ScaffoldError`` if a file cannot be read, or has an unknown placeholder.
    func files() throws(ScaffoldError) -> [String: String] {
        var files: [String: String] = [:]
        for folder in ["shared", template.rawValue] {
            for (path, text) in try Self.files(below: Self.templates.appending(path: folder)) {
                let path = try replacingPlaceholders(in: path, of: path)
                files[path, default: ""] += try replacingPlaceholders(in: text, of: path)
            }
        }
        return files
    }

    /// Replaces placeholders such as `___NAME___`, which are valid in Swift, so that templates can be formatted.
    ///
    /// - Throws: ``ScaffoldError`` for an unknown placeholder.
    func replacingPlaceholders(in text: String, of path: String) throws(ScaffoldError) -> String {
        let values = [
            "NAME": name.description, "MODULE": name.module, "PACKAGE": dependency.package,
            "DEPENDENCY": dependency.declaration,
        ]
        let placeholder = /___(\w+?)___/
        for match in text.matches(of: placeholder) where values[String(match.1)] == nil {
            throw ScaffoldError("The template \(template.rawValue) has an unknown placeholder in \(path): \(match.0)")
        }
        let replaced = text.replacing(placeholder) { values[String($0.1)] ?? "" }
        return path.hasSuffix(".swift") ? Self.sortingImports(in: replaced) : replaced
    }

    /// Sorts the imports of each group, because the order depends on the name of the module.
    private static func sortingImports(in source: String) -> String {
        var lines: [Substring] = []
        var imports: [Substring] = []
        for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("import ") {
                imports.append(line)
            } else {
                lines += imports.sorted() + [line]
                imports = []
            }
        }
        return (lines + imports.sorted()).joined(separator: "\n")
    }

    private static func files(below folder: URL) throws(ScaffoldError) -> [String: String] {
        do {
            let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            let files = paths.map { ($0, folder.appending(path: $0, directoryHint: .checkFileSystem)) }
                .filter { !$0.1.hasDirectoryPath }
            return Dictionary(
                uniqueKeysWithValues: try files.map { ($0, try String(contentsOf: $1, encoding: .utf8)) }
            )
        } catch {
            throw ScaffoldError("The templates in \(folder.path) cannot be read: \(error.localizedDescription)")
        }
    }
}
