import HTTPTypes

/// The names of operations that were not given one.
enum OperationID {
    /// FastAPI's form: the endpoint's name, its path and its method in one identifier.
    ///
    /// The name is made from the summary, as FastAPI makes a summary from a name: `get_user_users__user_id__get`.
    static func derived(from endpoint: Endpoint, at path: RoutePath) -> String {
        let name = endpoint.summary.map(identifier) ?? ""
        return [name, underscored(path.documented), "_", endpoint.method.rawValue.lowercased()].joined()
    }

    /// The name of a webhook's operation: its own, or `webhook_`, the webhook's name and the method.
    static func of(webhook: Webhook) -> String {
        webhook.operation.operationID ?? derived(from: webhook, below: "webhook")
    }

    /// The name of a callback's operation: its own, or that of the endpoint, the callback's name and the method.
    static func of(callback: Webhook, owner: String) -> String {
        callback.operation.operationID ?? derived(from: callback, below: owner)
    }

    private static func derived(from webhook: Webhook, below owner: String) -> String {
        [owner, underscored(webhook.name), webhook.operation.method.rawValue.lowercased()].joined(separator: "_")
    }

    /// The text with an underscore for every character that is not an ASCII letter or digit.
    private static func underscored(_ text: String) -> String {
        String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
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
