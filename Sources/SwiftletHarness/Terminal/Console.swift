import Foundation
import Synchronization

/// The standard streams of the CLI, which tests can replace.
struct Console: Sendable {
    /// An output stream.
    struct Stream: Sendable {
        /// Whether the stream is a terminal.
        let isTerminal: Bool
        /// Whether output is colored.
        let usesColor: Bool
        /// The number of characters per line.
        let columns: Int
        /// Writes bytes.
        let write: @Sendable ([UInt8]) -> Void

        /// Writes a line.
        func print(_ line: String = "") {
            write(Array("\(line)\n".utf8))
        }
    }

    /// Standard output, for results.
    let output: Stream
    /// Standard error, for messages.
    let errors: Stream
    /// Reads all of standard input.
    let readInput: @Sendable () -> [UInt8]
    /// Reads a line of standard input, which a terminal does not echo, after a prompt on a terminal.
    var readSecret: @Sendable (_ prompt: String) -> String? = { _ in nil }

    /// The streams of the process.
    static func system(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> Console {
        Console(
            output: stream(.standardOutput, environment),
            errors: stream(.standardError, environment),
            readInput: { (try? FileHandle.standardInput.readToEnd()).map { Array($0) } ?? [] },
            readSecret: { readSecret($0) }
        )
    }

    private static func readSecret(_ prompt: String) -> String? {
        guard isatty(STDIN_FILENO) == 1 else { return readLine() }
        FileHandle.standardError.write(Data(prompt.utf8))
        var settings = termios()
        unsafe tcgetattr(STDIN_FILENO, &settings)
        let shown = settings
        settings.c_lflag &= ~tcflag_t(ECHO)
        unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
        let line = readLine()
        var restored = shown
        unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &restored)
        FileHandle.standardError.write(Data("\n".utf8))
        return line
    }

    private static func stream(_ file: FileHandle, _ environment: [String: String]) -> Stream {
        let isTerminal = isatty(file.fileDescriptor) == 1
        let lock = Mutex(())
        return Stream(
            isTerminal: isTerminal,
            usesColor: usesColor(isTerminal: isTerminal, environment),
            columns: isTerminal ? columns(of: file.fileDescriptor) : 120,
            write: { bytes in
                lock.withLock { _ in
                    // A closed pipe, for example by `head`, is not an error.
                    try? file.write(contentsOf: bytes)
                }
            }
        )
    }

    /// Whether output is colored: on a color terminal or with [FORCE_COLOR](https://force-color.org), unless
    /// [NO_COLOR](https://no-color.org) is set.
    static func usesColor(isTerminal: Bool, _ environment: [String: String]) -> Bool {
        (isTerminal || !environment["FORCE_COLOR", default: ""].isEmpty) && environment["NO_COLOR", default: ""].isEmpty
            && environment["TERM"] != "dumb"
    }

    private static func columns(of descriptor: Int32) -> Int {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
