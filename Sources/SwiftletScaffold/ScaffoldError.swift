/// An error of a command, with a sentence that describes it and what to do.
struct ScaffoldError: Error, Hashable, CustomStringConvertible {
    /// The error message.
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
