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
