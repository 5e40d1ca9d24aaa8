import Synchronization

extension Schema {
    /// Returns the schema of a generic model, created once for each specialization of the type.
    ///
    /// ```swift
    /// struct Page<Item: SchemaValue>: Model {
    ///     var items: [Item]
    ///
    ///     static var schema: Schema<Page<Item>> { .cached { Schema(Page.init, Field("items", \.items)) } }
    /// }
    /// ```
    ///
    /// A generic type cannot store its schema in a static property, as other models do.
    ///
    /// - Parameter make: Creates the schema. Concurrent first calls may each call it.
    /// - Returns: The schema, which is the same for every call.
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

/// The schemas of generic models by type.
private let schemas = Mutex<[ObjectIdentifier: any AnyObject & Sendable]>([:])
