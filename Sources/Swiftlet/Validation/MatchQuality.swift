/// How well an input matched the type it was decoded as: what decides between the members of an ``UntaggedUnion``.
///
/// The rules are those of Pydantic's smart mode (https://docs.pydantic.dev/latest/concepts/unions/#smart-mode).
struct MatchQuality: Sendable {
    /// How much of a conversion the match needed.
    enum Exactness: UInt8, Comparable, Sendable {
        /// A conversion, such as a number from a string.
        case lax
        /// A conversion without loss, such as a floating-point number from an integer.
        case strict
        /// None.
        case exact

        static func < (first: Exactness, second: Exactness) -> Bool { first.rawValue < second.rawValue }
    }

    /// The least exact of all conversions.
    var exactness = Exactness.exact
    /// The number of fields that the input set in models, or `nil` if there was no model.
    var fieldCount: Int?

    /// Whether no other member can be a better match.
    var isPerfect: Bool { exactness == .exact && fieldCount == nil }

    /// Whether a member with this quality is preferred to an earlier one.
    func isBetter(than other: MatchQuality) -> Bool {
        if let fieldCount, let otherCount = other.fieldCount, fieldCount != otherCount {
            return fieldCount > otherCount
        }
        return exactness > other.exactness
    }

    /// Combines the quality of a value with that of a part of it.
    mutating func include(_ part: MatchQuality) {
        exactness = min(exactness, part.exactness)
        if let count = part.fieldCount { fieldCount = (fieldCount ?? 0) + count }
    }
}
