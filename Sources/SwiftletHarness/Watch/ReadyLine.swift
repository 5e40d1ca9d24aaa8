/// The line that the app's process prints to the watching process once it accepts connections.
struct ReadyLine: Hashable {
    private static let prefix = "\u{1}swiftlet-ready "

    /// The port on the loopback interface.
    let port: Int

    init(port: Int) {
        self.port = port
    }

    /// Parses a line of output; `nil` if it is another line.
    init?(_ line: some StringProtocol) {
        guard line.hasPrefix(Self.prefix), let port = Int(line.dropFirst(Self.prefix.count)) else { return nil }
        self.port = port
    }

    /// The line, without the line break.
    var text: String { "\(Self.prefix)\(port)" }
}
