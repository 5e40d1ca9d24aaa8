import Foundation

/// The variables of a `.env` file, with the syntax of
/// [python-dotenv](https://github.com/theskumar/python-dotenv#file-format), by which FastAPI's settings read such files.
///
/// - `NAME=value` in a line, perhaps after `export`; white space around the name and the value is dropped.
/// - An unquoted value ends at the end of the line, or at white space followed by `#`.
/// - A value in double quotes may span lines; `\n`, `\t`, `\r`, `\a`, `\b`, `\f`, `\v`, `\\`, `\"` and `\'` are escapes in
///   it. A value in single quotes may span lines too; only `\\` and `\'` are escapes.
/// - `#` begins a comment in a line of its own and after a quoted value.
///
/// The last of several values counts. The environment of the process has precedence over the file.
///
/// Exceptions to python-dotenv's syntax:
///
/// - `${NAME}` is not expanded: `$` has no meaning.
/// - A name has only ASCII letters, digits and `_`; python-dotenv accepts all but `=`, `#` and white space, and names in
///   single quotes.
/// - A name without `=` is a fault; python-dotenv has a variable without a value.
/// - A quote that is not closed ends the reading of the file, since what follows may be part of a secret; python-dotenv
///   skips the line.
struct DotEnvironment {
    /// The variables, by name.
    private(set) var variables: [String: String] = [:]
    /// What is wrong with lines, each in a sentence that does not quote the line.
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
        var reader = DotEnvironmentReader(text)
        while let line = reader.skipToStatement() {
            do {
                let (name, value) = try reader.readAssignment()
                variables[name] = value
            } catch {
                faults.append(error.sentence(line: line))
                // What follows may be part of a secret: it is not for any message or listing of names.
                guard error != .unterminatedQuote else { break }
                reader.skipLine()
            }
        }
    }
}
