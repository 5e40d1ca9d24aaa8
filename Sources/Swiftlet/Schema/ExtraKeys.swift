public import SwiftletJSON

/// How a model handles extra keys: unknown keys, which it does not declare.
public struct ExtraKeys<Root: Sendable>: Sendable {
    let areForbidden: Bool
    let storage: Storage?

    /// How a model stores the extra keys.
    struct Storage: Sendable {
        /// Decodes the extra keys and returns a closure that stores them in a model, or `nil` if an error was recorded.
        let decode: @Sendable ([(name: String, value: InputValue)], inout Validation) -> ((inout Root) -> Void)?
        /// Returns the extra keys of a model as an object.
        let object: @Sendable (Root) throws -> JSONObject
        /// Returns the schema of an object that has only extra keys.
        let describe: @Sendable (inout SchemaRegistry) -> JSONObject
        let containsSecret: @Sendable (inout Set<ObjectIdentifier>) -> Bool
    }

    /// Extra keys are ignored.
    public static var ignored: ExtraKeys { ExtraKeys(areForbidden: false, storage: nil) }

    /// Each extra key is a validation error.
    public static var forbidden: ExtraKeys { ExtraKeys(areForbidden: true, storage: nil) }

    /// Extra keys are stored in a property of the model and encoded after its fields.
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
    /// - Parameter keyPath: The property that stores the extra keys, with values of any JSON type.
    /// - Returns: The rule for extra keys.
    public static func allowed(in keyPath: any WritableKeyPath<Root, JSONObject> & Sendable) -> ExtraKeys {
        let storage = Storage(
            decode: { members, _ in
                let extra = JSONObject(members.map { (key: $0.name, value: $0.value.json) })
                return { $0[keyPath: keyPath] = extra }
            },
            object: { $0[keyPath: keyPath] },
            describe: { JSONObject.describe([], &$0) },
            containsSecret: { _ in false }
        )
        return ExtraKeys(areForbidden: false, storage: storage)
    }

    /// Extra keys are decoded and stored in a typed dictionary of the model, and encoded after its fields.
    ///
    /// - Parameter keyPath: The property that stores the extra keys, such as one of type `[String: Int]`.
    /// - Returns: The rule for extra keys.
    public static func allowed<Key: SchemaKey, Value: SchemaValue>(
        in keyPath: any WritableKeyPath<Root, [Key: Value]> & Sendable
    ) -> ExtraKeys {
        let storage = Storage(
            decode: { members, validation in
                guard let extra = [Key: Value].decode(members, validation: &validation) else { return nil }
                return { $0[keyPath: keyPath] = extra }
            },
            object: { root in
                var writer = JSONWriter()
                try root[keyPath: keyPath].encode(to: &writer)
                return try JSON(parsing: writer.finish()).object ?? [:]
            },
            describe: { [Key: Value].describe([], &$0) },
            containsSecret: [Key: Value].containsSecret
        )
        return ExtraKeys(areForbidden: false, storage: storage)
    }
}
