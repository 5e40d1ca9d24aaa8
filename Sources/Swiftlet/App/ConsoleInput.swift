/// The input of a command, such as a terminal.
public struct ConsoleInput: Sendable {
    private let read: @Sendable (_ prompt: String) -> String?

    /// Creates an input.
    ///
    /// - Parameter readSecret: Reads one line without echo; returns `nil` at the end of the input.
    public init(readSecret: @escaping @Sendable (_ prompt: String) -> String?) {
        self.read = readSecret
    }

    /// Reads one line without echo, such as a password.
    ///
    /// - Parameter prompt: The prompt, shown only on a terminal.
    /// - Returns: The line, or `nil` at the end of the input.
    public func readSecret(_ prompt: String) -> String? {
        read(prompt)
    }
}
