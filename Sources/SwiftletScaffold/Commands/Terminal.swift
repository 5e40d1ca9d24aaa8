import Foundation

/// Where a command asks questions and prints its result.
struct Terminal: Sendable {
    /// Whether questions can be answered.
    let isInteractive: Bool
    /// Writes text.
    let write: @Sendable (String) -> Void
    /// Reads a line without its line break, or `nil` at the end of the input.
    let readLine: @Sendable () -> String?

    /// The standard streams of the process.
    static let standard = Terminal(
        isInteractive: isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1,
        // A closed pipe, for example by `head`, is not an error.
        write: { try? FileHandle.standardOutput.write(contentsOf: Data($0.utf8)) },
        readLine: { Swift.readLine() }
    )

    /// Writes a line.
    func print(_ line: String) {
        write("\(line)\n")
    }

    /// Asks a question until the answer is valid.
    ///
    /// - Parameters:
    ///   - question: The question.
    ///   - defaultAnswer: The answer for an empty line.
    ///   - parse: Parses an answer, or throws an error, which is printed.
    /// - Returns: The value.
    /// - Throws: ``ScaffoldError`` at the end of the input.
    func answer<Value>(
        _ question: String,
        default defaultAnswer: String = "",
        _ parse: (String) throws(ScaffoldError) -> Value
    ) throws(ScaffoldError) -> Value {
        while true {
            write(defaultAnswer.isEmpty ? "\(question): " : "\(question) [\(defaultAnswer)]: ")
            guard let line = readLine() else { throw ScaffoldError("The input ended. No files were created.") }
            let answer = line.trimmingCharacters(in: .whitespaces)
            do throws(ScaffoldError) {
                return try parse(answer.isEmpty ? defaultAnswer : answer)
            } catch {
                print(error.description)
            }
        }
    }
}
