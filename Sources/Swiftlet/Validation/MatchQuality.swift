/// How well an input matches a type, used to select a member of an ``UntaggedUnion``.
///
/// Follows Pydantic's smart mode (https://docs.pydantic.dev/latest/concepts/unions/#smart-mode).
struct MatchQuality: Sendable {
    /// The degree of conversion that the match needed.
    enum Exactness: UInt8, Comparable, Sendable {
        /// A lossy or lenient conversion, such as a string to a number.
        case lax
        /// A lossless conversion, such as an integer to a floating-point number.
        case strict
        /// No conversion.
        case exact

        static func < (first: Exactness, second: Exactness) -> Bool { first.rawValue < second.rawValue }
    }

    /// The exactness of the least exact conversion.
    var exactness = Exactness.exact
    /// The number of model fields that the input sets, or `nil` if no model was decoded.
    var fieldCount: Int?

    /// Whether no other member can match better.
    var isPerfect: Bool { exactness == .exact && fieldCount == nil }

    /// Whether a member with this quality is preferred over an earlier one.
    func isBetter(than other: MatchQuality) -> Bool {
        if let fieldCount, let otherCount = other.fieldCount, fieldCount != otherCount {
            return fieldCount > otherCount
        }
        return exactness > other.exactness
    }

    /// Combines the quality of a value with that of one of its parts.
    mutating func include(_ part: MatchQuality) {
        exactness = min(exactness, part.exactness)
        if let count = part.fieldCount { fieldCount = (fieldCount ?? 0) + count }
    }
}
