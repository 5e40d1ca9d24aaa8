import Foundation
import Synchronization

/// Where the tool writes and reads: the terminal, files, or a test.
struct Console: Sendable {
    /// One of the two streams.
    struct Stream: Sendable {
        /// Whether somebody looks at it.
        let isTerminal: Bool
        /// Whether colours are wanted.
        let usesColor: Bool
        /// How many characters fit in a line.
        let columns: Int
        /// Writes bytes as they are.
        let write: @Sendable ([UInt8]) -> Void

        /// Writes a line.
        func print(_ line: String = "") {
            write(Array("\(line)\n".utf8))
        }
    }

    /// What was asked for.
    let output: Stream
    /// What else there is to say.
    let errors: Stream
    /// Reads what is piped in, to its end.
    let readInput: @Sendable () -> [UInt8]

    /// The streams of the process.
    static func system(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> Console {
        Console(
            output: stream(.standardOutput, environment),
            errors: stream(.standardError, environment),
            readInput: { (try? FileHandle.standardInput.readToEnd()).map { Array($0) } ?? [] }
        )
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
                    // A reader that has gone, as `head` does, is no reason to fail.
                    try? file.write(contentsOf: bytes)
                }
            }
        )
    }

    /// Whether colours are wanted: on a terminal that has them, unless [NO_COLOR](https://no-color.org) says otherwise.
    static func usesColor(isTerminal: Bool, _ environment: [String: String]) -> Bool {
        isTerminal && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }

    private static func columns(of descriptor: Int32) -> Int {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}

/// How text stands out on a terminal.
enum Style: String {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"

    /// The text in this style, if the stream shows colours.
    func callAsFunction(_ text: String, on stream: Console.Stream) -> String {
        stream.usesColor && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
