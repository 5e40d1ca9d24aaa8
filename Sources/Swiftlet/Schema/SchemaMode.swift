/// Whether a JSON Schema describes inputs or outputs.
///
/// The two can differ: a `Decimal` is decoded from a number or a string and encoded as a string, a field with a default
/// is optional in a request and always present in a response, and computed fields occur only in responses.
package enum SchemaMode: Sendable, Hashable {
    /// Describes values that are decoded, such as a request body.
    case input
    /// Describes values that are encoded, such as a response body.
    case output

    var other: SchemaMode { self == .input ? .output : .input }

    /// The suffix of the names of schemas that differ by mode, as in FastAPI: `Item-Input`.
    var suffix: String { self == .input ? "-Input" : "-Output" }
}
