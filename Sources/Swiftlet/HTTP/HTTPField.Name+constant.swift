package import HTTPTypes

extension HTTPField.Name {
    /// Creates the name of a field that HTTPTypes does not define.
    ///
    /// - Parameter text: A constant; the process stops if it is not a name.
    /// - Returns: The name.
    package static func constant(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("`\(text)` is not a field name.") }
        return name
    }
}
