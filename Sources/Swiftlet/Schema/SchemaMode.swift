/// The direction that a JSON Schema is for.
///
/// Some schemas differ: a `Decimal` is read from a number or a string and written as a string, a field with a default may be
/// absent from a request and is always in a response, and computed fields are only in responses.
public enum SchemaMode: Sendable, Hashable {
    /// What is read, such as a request's body.
    case input
    /// What is written, such as a response's body.
    case output

    var other: SchemaMode { self == .input ? .output : .input }

    /// The end of the name of a schema that differs by direction, as FastAPI names it: `Item-Input`.
    var suffix: String { self == .input ? "-Input" : "-Output" }
}
