public import SwiftletJSON

/// An ordered type whose values can have bounds, such as a number or a date.
public protocol OrderedSchemaValue: SchemaValue, Comparable {
    /// The value as a bound in errors and JSON Schemas.
    var bound: JSON { get }
}
