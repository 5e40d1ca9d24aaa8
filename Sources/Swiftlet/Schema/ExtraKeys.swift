import SwiftletJSON

/// How the keys of an object are handled that no field of the model has.
public struct ExtraKeys<Root: Sendable>: Sendable {
    let areForbidden: Bool
    let storage: Storage?

    /// How a model keeps the extra keys.
    struct Storage: Sendable {
        /// Decodes the extra keys, and returns what stores them in a model, or `nil` if an error was recorded.
        let decode: @Sendable (InputValue, inout Validation) -> ((inout Root) -> Void)?
        /// The extra keys of a model as an object.
        let object: @Sendable (Root) -> JSONObject
        /// The schema of their values.
        let describe: @Sendable (inout SchemaRegistry) -> JSON
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
    /// - Parameter keyPath: the property: a `JSONObject` for values of any kind, or a dictionary such as `[String: Int]`.
    /// - Returns: the rule.
    public static func allowed<Extra: SchemaValue>(
        in keyPath: any WritableKeyPath<Root, Extra> & Sendable
    ) -> ExtraKeys {
        let storage = Storage(
            decode: { input, validation in
                guard let extra = Extra.decode(input, [], &validation) else { return nil }
                return { $0[keyPath: keyPath] = extra }
            },
            object: { $0[keyPath: keyPath].literal.object ?? [:] },
            describe: { Extra.describe([], &$0)["additionalProperties"] ?? true }
        )
        return ExtraKeys(areForbidden: false, storage: storage)
    }
}
