import Glibc

/// The terminal output, flushed after each line, because a run takes minutes.
enum Terminal {
    static func print(_ text: String) {
        Swift.print(text)
        fflush(nil)
    }

    static func printError(_ text: String) {
        let line = Array("swiftlet-bench: \(text)\n".utf8)
        _ = unsafe write(STDERR_FILENO, line, line.count)
    }
}
