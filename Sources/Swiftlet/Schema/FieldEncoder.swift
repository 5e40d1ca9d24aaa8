import SwiftletJSON

/// A type-erased encoder of one model field.
///
/// A schema stores these in an array, so that encoding needs no metadata lookup, unlike closures that are generic over both
/// types.
class AnyFieldEncoder: @unchecked Sendable {
    // Immutable, as are its subclasses.
    let name: String

    init(name: String) {
        self.name = name
    }

    /// Encodes the field of the model at an address, which must point to the schema's type.
    func encode(_ root: UnsafeRawPointer, to writer: inout JSONWriter) throws {}
}

/// Encodes a stored property by its offset in the struct, which is faster than a key path.
final class StoredFieldEncoder<Value: SchemaValue>: AnyFieldEncoder, @unchecked Sendable {
    private let offset: Int

    /// - Parameters:
    ///   - name: The field's name in JSON.
    ///   - offset: The property's offset from `MemoryLayout.offset(of:)`, in bytes.
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

/// Encodes a computed property, or a property of a class.
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
