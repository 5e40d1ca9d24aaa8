package import HTTPTypes

extension HTTPFields {
    /// The value of the field with a name.
    ///
    /// Getting an invalid name returns `nil`; setting one is ignored.
    package subscript(field name: String) -> String? {
        get { HTTPField.Name(name).flatMap { self[$0] } }
        set {
            if let name = HTTPField.Name(name) { self[name] = newValue }
        }
    }
}
