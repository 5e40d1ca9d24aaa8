import HTTPTypes

extension HTTPFields {
    /// The value of a field by its name as a text.
    ///
    /// What is no name of a field has no value, and takes none.
    subscript(field name: String) -> String? {
        get { HTTPField.Name(name).flatMap { self[$0] } }
        set {
            if let name = HTTPField.Name(name) { self[name] = newValue }
        }
    }
}
