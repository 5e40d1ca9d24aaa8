import SwiftletJSON

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
