import Foundation

/// The variables of a `.env` file, in the syntax of
/// [python-dotenv](https://github.com/theskumar/python-dotenv#file-format), which pydantic-settings uses.
///
/// - `NAME=value` on a line, optionally after `export`; white space around the name and the value is trimmed.
/// - An unquoted value ends at the end of the line, or at white space followed by `#`.
/// - A double-quoted value may span lines and contain the escapes `\n`, `\t`, `\r`, `\a`, `\b`, `\f`, `\v`, `\\`, `\"` and
///   `\'`. A single-quoted value may span lines, too; only `\\` and `\'` are escapes.
/// - `#` starts a comment at the start of a line and after a quoted value.
///
/// The last value of a variable is used. The process environment takes precedence over the file.
///
/// Differences from python-dotenv:
///
/// - `${NAME}` is not expanded.
/// - A name consists of ASCII letters, digits and `_`; python-dotenv accepts everything but `=`, `#` and white space, and
///   single-quoted names.
/// - A name without `=` is an error; in python-dotenv it is a variable without a value.
/// - Parsing stops at an unterminated quote, since the rest of the file may be part of a secret; python-dotenv skips the
///   line.
struct DotEnvironment {
    /// The variables by name.
    private(set) var variables: [String: String] = [:]
    /// Error messages, none of which contains the text of the file.
    private(set) var faults: [String] = []

    /// Reads a file; empty if it does not exist.
    init(at path: String) {
        let text = try? String(contentsOfFile: path, encoding: .utf8)
        self.init(text ?? "")
        faults = faults.map { "\(path): \($0)" }
        if text == nil, FileManager.default.fileExists(atPath: path) { faults = ["Cannot read \(path) as text."] }
    }

    /// Parses a text.
    init(_ text: String) {
        var reader = DotEnvironmentReader(text)
        while let line = reader.skipToStatement() {
            do {
                let (name, value) = try reader.readAssignment()
                variables[name] = value
            } catch {
                faults.append(error.sentence(line: line))
                // The rest may be part of a secret and must not appear in messages or lists of names.
                guard error != .unterminatedQuote else { break }
                reader.skipLine()
            }
        }
    }
}
