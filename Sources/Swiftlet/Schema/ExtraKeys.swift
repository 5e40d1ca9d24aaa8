public import SwiftletJSON

/// Handling of keys that the model does not declare.
public struct ExtraKeys<Root: Sendable>: Sendable {
    let areForbidden: Bool
    let storage: Storage?

    /// How a model keeps the extra keys.
    struct Storage: Sendable {
        /// Decodes the extra keys, and returns what stores them in a model, or `nil` if an error was recorded.
        let decode: @Sendable ([(name: String, value: InputValue)], inout Validation) -> ((inout Root) -> Void)?
        /// The extra keys of a model as an object.
        let object: @Sendable (Root) throws -> JSONObject
        /// The schema of an object with only extra keys.
        let describe: @Sendable (inout SchemaRegistry) -> JSONObject
        let holdsSecret: @Sendable (inout Set<ObjectIdentifier>) -> Bool
    }

    /// They are ignored.
    public static var ignored: ExtraKeys { ExtraKeys(areForbidden: false, storage: nil) }

    /// Each is an error.
    public static var forbidden: ExtraKeys { ExtraKeys(areForbidden: true, storage: nil) }

    /// They are kept in a property of the model and written back after its fields.
    ///
    /// ```swift
    /// struct Event: Model {
    ///     var name: String
    ///     var details: JSONObject = [:]
    ///
    ///     static let schema = Schema({ Event(name: $0) }, Field("name", \.name), extraKeys: .allowed(in: \.details))
    /// }
    /// ```
    ///
    /// - Parameter keyPath: the property, whose values may be of any kind.
    /// - Returns: the rule.
    public static func allowed(in keyPath: any WritableKeyPath<Root, JSONObject> & Sendable) -> ExtraKeys {
        let storage = Storage(
            decode: { members, _ in
                let extra = JSONObject(members.map { (key: $0.name, value: $0.value.json) })
                return { $0[keyPath: keyPath] = extra }
            },
            object: { $0[keyPath: keyPath] },
            describe: { JSONObject.describe([], &$0) },
            holdsSecret: { _ in false }
        )
        return ExtraKeys(areForbidden: false, storage: storage)
    }

    /// They are kept in a property of the model with keys and values of one type each, and written back after its fields.
    ///
    /// - Parameter keyPath: the property, such as one of type `[String: Int]`.
    /// - Returns: the rule.
    public static func allowed<Key: SchemaKey, Value: SchemaValue>(
        in keyPath: any WritableKeyPath<Root, [Key: Value]> & Sendable
    ) -> ExtraKeys {
        let storage = Storage(
            decode: { members, validation in
                guard let extra = [Key: Value].decode(members, &validation) else { return nil }
                return { $0[keyPath: keyPath] = extra }
            },
            object: { root in
                var writer = JSONWriter()
                try root[keyPath: keyPath].encode(to: &writer)
                return try JSON(parsing: writer.finish()).object ?? [:]
            },
            describe: { [Key: Value].describe([], &$0) },
            holdsSecret: [Key: Value].holdsSecret
        )
        return ExtraKeys(areForbidden: false, storage: storage)
    }
}
