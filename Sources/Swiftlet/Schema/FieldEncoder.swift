import SwiftletJSON

/// Writes one field of a model, whatever the types of the model and the field.
///
/// A schema keeps an array of these: their types cost nothing to look up at run time, unlike those of closures over both.
class AnyFieldEncoder: @unchecked Sendable {
    // Guarded by being immutable, here and in the subclasses.
    let name: String

    init(name: String) {
        self.name = name
    }

    /// Writes the field of the model at an address, which is of the type that the schema is for.
    func encode(_ root: UnsafeRawPointer, to writer: inout JSONWriter) throws {}
}

/// Writes a field that is a stored property: from its place in the struct, as a key path is interpreted at each use.
final class StoredFieldEncoder<Value: SchemaValue>: AnyFieldEncoder, @unchecked Sendable {
    private let offset: Int

    /// - Parameters:
    ///   - name: the name in JSON.
    ///   - offset: what `MemoryLayout.offset(of:)` says of the property.
    init(name: String, offset: Int) {
        self.offset = offset
        super.init(name: name)
    }

    override func encode(_ root: UnsafeRawPointer, to writer: inout JSONWriter) throws {
        let value = unsafe (root + offset).assumingMemoryBound(to: Value.self)
        if unsafe value.pointee.isOmitted { return }
        writer.key(name)
        try unsafe value.pointee.encode(to: &writer)
    }
}

/// Writes a field that is a computed property, or one of a class.
final class ComputedFieldEncoder<Root, Value: SchemaValue>: AnyFieldEncoder, @unchecked Sendable {
    private let keyPath: any KeyPath<Root, Value> & Sendable

    init(name: String, keyPath: any KeyPath<Root, Value> & Sendable) {
        self.keyPath = keyPath
        super.init(name: name)
    }

    override func encode(_ root: UnsafeRawPointer, to writer: inout JSONWriter) throws {
        let value = unsafe root.assumingMemoryBound(to: Root.self).pointee[keyPath: keyPath]
        if value.isOmitted { return }
        writer.key(name)
        try value.encode(to: &writer)
    }
}
