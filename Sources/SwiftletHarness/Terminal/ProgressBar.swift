/// A progress bar on a single line.
///
/// It is drawn only on a terminal, and only for a long run.
struct ProgressBar {
    private static let worthwhile = 20

    private let stream: Console.Stream
    private let total: Int
    private let isShown: Bool
    private var done = 0
    private var isDrawn = false

    init(_ stream: Console.Stream, total: Int) {
        self.stream = stream
        self.total = total
        self.isShown = stream.isTerminal && total >= Self.worthwhile
    }

    /// Notes that one more item is finished.
    mutating func advance(_ name: String) {
        done += 1
        guard isShown else { return }
        isDrawn = true
        let width = 24
        let filled = min(width, done * width / max(total, 1))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        let text = " \(bar) \(done)/\(total) \(name)"
        stream.write(Array("\r\u{1B}[K\(text.prefix(max(0, stream.columns - 1)))".utf8))
    }

    /// Erases the bar, so that other output can be written.
    mutating func clear() {
        guard isDrawn else { return }
        isDrawn = false
        stream.write(Array("\r\u{1B}[K".utf8))
    }
}
