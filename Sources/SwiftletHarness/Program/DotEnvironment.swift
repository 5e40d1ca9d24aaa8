internal import Foundation

/// The variables of a `.env` file: `NAME=value` in a line, perhaps with `export` in front of it, `#` before a comment, and
/// quotes around a value with spaces.
///
/// What the process was started with goes before the file. (swift-configuration reads such files too, but knows neither
/// quotes nor `export`, comments behind a value, or an empty value, and passes over what it cannot read.)
struct DotEnvironment {
    /// The variables, by name.
    private(set) var variables: [String: String] = [:]
    /// What is wrong with lines that are no assignment, each in a sentence without what stands in the line.
    private(set) var faults: [String] = []

    /// Reads a file; one that does not exist is empty.
    init(at path: String) {
        let text = try? String(contentsOfFile: path, encoding: .utf8)
        self.init(text ?? "")
        faults = faults.map { "\(path): \($0)" }
        if text == nil, FileManager.default.fileExists(atPath: path) { faults = ["\(path) cannot be read as text."] }
    }

    /// Reads a text.
    init(_ text: String) {
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            var line = line.drop(while: \.isWhitespace)
            if line.isEmpty || line.first == "#" { continue }
            if line.hasPrefix("export ") { line = line.dropFirst("export ".count).drop(while: \.isWhitespace) }
            let equals = line.firstIndex(of: "=")
            let name = line[..<(equals ?? line.startIndex)].trimmingCharacters(in: .whitespaces)
            let isName = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            guard let equals, !name.isEmpty, isName else {
                faults.append("Line \(index + 1) is not NAME=value.")
                continue
            }
            variables[name] = Self.value(line[line.index(after: equals)...])
        }
    }

    private static func value(_ text: Substring) -> String {
        let text = text.drop(while: \.isWhitespace)
        if let quote = text.first, quote == "\"" || quote == "'" {
            let rest = text.dropFirst()
            if let end = rest.firstIndex(of: quote) {
                let inside = String(rest[..<end])
                return quote == "\"" ? inside.replacing("\\n", with: "\n") : inside
            }
        }
        // A comment begins after a space: a `#` inside of a value stays.
        let end = text.firstRange(of: " #")?.lowerBound ?? text.endIndex
        return text[..<end].trimmingCharacters(in: .whitespaces)
    }
}
