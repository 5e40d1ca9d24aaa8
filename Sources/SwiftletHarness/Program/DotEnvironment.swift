internal import Foundation

/// The variables of a `.env` file: `NAME=value` in a line, `#` before a comment, quotes around a value with spaces.
///
/// What the process was started with goes before the file.
enum DotEnvironment {
    /// The variables of a file; none where there is no such file.
    static func variables(at path: String) -> [String: String] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [:] }
        return parse(text)
    }

    /// The variables of a text.
    ///
    /// A line that is no assignment is skipped.
    static func parse(_ text: String) -> [String: String] {
        var variables: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            var line = line.drop(while: \.isWhitespace)
            if line.hasPrefix("export ") { line = line.dropFirst("export ".count).drop(while: \.isWhitespace) }
            guard let equals = line.firstIndex(of: "="), line.first != "#" else { continue }
            let name = line[..<equals].trimmingCharacters(in: .whitespaces)
            let isName = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            guard !name.isEmpty, isName else { continue }
            variables[name] = value(line[line.index(after: equals)...])
        }
        return variables
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
