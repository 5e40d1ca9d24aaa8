/// The policy for an optional `Decodable` property without a column.
///
/// A property that is not optional always requires a column.
public struct SQLMissingColumns: Hashable, Sendable {
    private enum Rule {
        case error
        case asNil
    }

    private let rule: Rule

    /// Throws an error with the code `missingColumn`, the default: a missing column is usually a typo.
    public static let error = SQLMissingColumns(rule: .error)

    /// Sets the property to `nil`, as for NULL.
    public static let asNil = SQLMissingColumns(rule: .asNil)
}
