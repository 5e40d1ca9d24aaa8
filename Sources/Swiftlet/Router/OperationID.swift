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

    private static func identifier(_ text: String) -> String {
        text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "_")
    }
}
