import HTTPTypes

/// Derives the operation IDs of operations that declare none.
enum OperationID {
    /// Returns an operation ID in FastAPI's format: name, path and method in one identifier.
    ///
    /// The name is derived from the summary, as FastAPI derives a summary from a name: `get_user_users__user_id__get`.
    static func derived(from endpoint: Endpoint, at path: RoutePath) -> String {
        let name = endpoint.summary.map(identifier) ?? ""
        return [name, underscored(path.documented), "_", endpoint.method.rawValue.lowercased()].joined()
    }

    /// Returns the operation ID of a webhook: its own, or `webhook_`, its name and its method.
    static func of(webhook: Webhook) -> String {
        webhook.operation.operationID ?? derived(from: webhook, below: "webhook")
    }

    /// Returns the operation ID of a callback: its own, or the endpoint's operation ID, the callback's name and its method.
    static func of(callback: Webhook, owner: String) -> String {
        callback.operation.operationID ?? derived(from: callback, below: owner)
    }

    private static func derived(from webhook: Webhook, below owner: String) -> String {
        [owner, underscored(webhook.name), webhook.operation.method.rawValue.lowercased()].joined(separator: "_")
    }

    /// Replaces every character that is not an ASCII letter or digit with an underscore.
    private static func underscored(_ text: String) -> String {
        String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    /// Derives a title from an operation ID, as FastAPI does from a function name: `Read Item` from `read_item`.
    ///
    /// - Returns: The title, or `nil` if the operation ID has no ASCII letter or digit.
    static func title(_ operationID: String) -> String? {
        let words = FieldNaming.snakeCase.name(operationID).split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return words.isEmpty ? nil : words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }

    private static func identifier(_ text: String) -> String {
        text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "_")
    }
}
