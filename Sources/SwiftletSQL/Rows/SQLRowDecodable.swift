/// A model that is initialized from a row.
///
/// ```swift
/// struct UserRow: SQLRowDecodable {
///     let id: Int
///     let name: String?
///
///     init(row: SQLRow) throws(SQLError) {
///         id = try row["id"]
///         name = try row["name"]
///     }
/// }
/// ```
public protocol SQLRowDecodable {
    /// Creates the model from a row.
    ///
    /// - Throws: ``SQLError``, which names the column.
    init(row: SQLRow) throws(SQLError)
}
