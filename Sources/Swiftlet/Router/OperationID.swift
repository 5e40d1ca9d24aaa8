import HTTPTypes

/// The names of operations that were not given one.
enum OperationID {
    /// FastAPI's form: the endpoint's name, its path and its method in one identifier.
    ///
    /// The name is made from the summary, as FastAPI makes a summary from a name: `get_user_users__user_id__get`.
    static func derived(from endpoint: Endpoint, at path: RoutePath) -> String {
        let name = endpoint.summary.map(identifier) ?? ""
        let place = String(path.documented.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
        return [name, place, "_", endpoint.method.rawValue.lowercased()].joined()
    }

    /// A title made from an operation's name, as FastAPI makes one from a function's: `Read Item` from `read_item`.
    ///
    /// - Returns: `nil` if no letter or digit of ASCII is in it.
    static func title(_ operationID: String) -> String? {
        let words = FieldNaming.snakeCase.name(operationID).split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return words.isEmpty ? nil : words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }

    private static func identifier(_ text: String) -> String {
        text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "_")
    }
}
