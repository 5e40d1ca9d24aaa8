/// The error of a command that cannot do its work.
struct CommandError: Error, CustomStringConvertible {
    /// The error message.
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
