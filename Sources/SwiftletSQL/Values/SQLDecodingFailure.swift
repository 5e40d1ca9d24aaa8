/// The reason why a cell cannot be decoded.
///
/// It contains no value.
public struct SQLDecodingFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// The reason, as the end of a sentence: "is NULL, which does not decode to Int".
    public let description: String

    /// Creates a failure with a reason that follows "Column x" in a sentence.
    public init(_ reason: String) {
        description = reason
    }

    /// Creates the failure for a cell of another type.
    public static func mismatch(_ cell: SQLCell, _ wanted: Any.Type) -> SQLDecodingFailure {
        if cell.isNull {
            return SQLDecodingFailure("is NULL, which does not decode to \(wanted)")
        }
        return SQLDecodingFailure("has the type \(cell.typeName), which does not decode to \(wanted)")
    }
}
