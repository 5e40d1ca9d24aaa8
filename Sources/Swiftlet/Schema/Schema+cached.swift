import Synchronization

extension Schema {
    /// The schema of a generic model, made once for each type that the model is specialized for.
    ///
    /// ```swift
    /// struct Page<Item: SchemaValue>: Model {
    ///     var items: [Item]
    ///
    ///     static var schema: Schema<Page<Item>> { .cached { Schema(Page.init, Field("items", \.items)) } }
    /// }
    /// ```
    ///
    /// A generic type cannot have the stored static property that other models keep their schema in.
    ///
    /// - Parameter make: makes the schema; concurrent first calls may each call it.
    /// - Returns: the schema, which is the same at every call.
    public static func cached(_ make: () -> Schema) -> Schema {
        let key = ObjectIdentifier(Root.self)
        if let known = schemas.withLock({ $0[key] }) { return unsafe unsafeDowncast(known, to: Schema.self) }
        let schema = make()
        return schemas.withLock { schemas in
            if let known = schemas[key] { return unsafe unsafeDowncast(known, to: Schema.self) }
            schemas[key] = schema
            return schema
        }
    }
}

/// The schemas of generic models by the model's type.
private let schemas = Mutex<[ObjectIdentifier: any AnyObject & Sendable]>([:])
