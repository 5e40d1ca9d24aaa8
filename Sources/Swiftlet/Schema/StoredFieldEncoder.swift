import SwiftletJSON

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
