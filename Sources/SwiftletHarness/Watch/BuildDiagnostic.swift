/// An error of the compiler, of the linker or of the package manager.
struct BuildDiagnostic: Hashable, Sendable {
    /// The path of the source file; `nil` for an error without a location.
    var file: String?
    /// The line number, from 1.
    var line: Int?
    /// The column number, from 1.
    var column: Int?
    /// The error message.
    var message: String
    /// The source line, if the compiler printed it.
    var source: String?

    /// The errors in the output of `swift build`, each once, in order.
    static func errors(in output: String) -> [BuildDiagnostic] {
        var errors: [BuildDiagnostic] = []
        // The compiler prints the source lines around the error after it, in several formats.
        var isSourceExpected = false
        for line in output.split(whereSeparator: \.isNewline) {
            if let error = BuildDiagnostic(line) {
                isSourceExpected = !errors.contains { $0.isSame(as: error) }
                if isSourceExpected { errors.append(error) }
            } else if isSourceExpected, let number = errors.last?.line, let source = Self.source(line, number) {
                errors[errors.count - 1].source = source
                isSourceExpected = false
            }
        }
        // Without a location, the package manager repeats that the compiler has failed.
        let located = errors.filter { $0.file != nil }
        return located.isEmpty ? errors : located
    }

    private func isSame(as other: BuildDiagnostic) -> Bool {
        (file, line, column, message) == (other.file, other.line, other.column, other.message)
    }
}

extension BuildDiagnostic {
    /// Parses `FILE:LINE:COLUMN: error: MESSAGE` or `error: MESSAGE`.
    private init?(_ line: Substring) {
        if let match = line.wholeMatch(
            of: /(?<file>\/[^:]+):(?<line>\d+):(?<column>\d+): (?:fatal )?error: (?<message>.+)/
        ) {
            file = String(match.file)
            self.line = Int(match.line)
            column = Int(match.column)
            message = String(match.message)
        } else if let match = line.wholeMatch(of: /(?:\S+: )?error: (?<message>.+)/) {
            message = String(match.message)
        } else {
            return nil
        }
    }

    /// The source in a line such as `12 |     foo()`, if it has that line number.
    private static func source(_ line: Substring, _ number: Int) -> String? {
        guard let match = line.wholeMatch(of: /\s*(?<number>\d+) \| ?(?<source>.*)/), Int(match.number) == number else {
            return nil
        }
        return String(match.source)
    }
}
