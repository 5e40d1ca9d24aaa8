/// An error for a value that JSON cannot represent.
struct UnencodableValue: Error, CustomStringConvertible {
    /// The reason, as a sentence.
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
