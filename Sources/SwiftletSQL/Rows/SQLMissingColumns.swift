/// How a `Decodable` row reads an optional property without a column.
///
/// A property that is not optional needs its column in any case.
public struct SQLMissingColumns: Hashable, Sendable {
    private enum Rule {
        case error
        case asNil
    }

    private let rule: Rule

    /// An error with the code `missingColumn`, the default: a missing column is more often a typing error than wanted.
    public static let error = SQLMissingColumns(rule: .error)

    /// The property is nil, as for a NULL.
    public static let asNil = SQLMissingColumns(rule: .asNil)
}
