import SwiftletJSON

/// The results of decoding unions that are inside of another union.
///
/// Each member of a union decodes the same input. Without this, a union that contains itself would take a time that is
/// exponential in the depth of the input.
struct NestedUnions: Sendable {
    /// What identifies a result.
    struct Key: Hashable {
        let union: ObjectIdentifier
        let document: ObjectIdentifier
        let offset: Int
        let isSecret: Bool
    }

    /// The result of decoding one node as one union.
    struct Result: Sendable {
        let value: (any Sendable)?
        let quality: MatchQuality
        /// The errors, each with its location below the union.
        let errors: [ValidationError]
    }

    var results: [Key: Result] = [:]
}

extension Validation {
    /// Decodes a node as a union inside of another union, or returns the result of an earlier time.
    mutating func decodingOnce<Union: Sendable>(
        _ type: Union.Type,
        _ node: JSONNode,
        _ decode: (inout Validation) -> Union?
    ) -> Union? {
        let key = NestedUnions.Key(
            union: ObjectIdentifier(type),
            document: ObjectIdentifier(node.document),
            offset: node.rawBytes.startIndex,
            isSecret: isSecret
        )
        let depth = location.count
        if let known = nestedUnions?.results[key] {
            quality.include(known.quality)
            for error in known.errors {
                var error = error
                error.location.insert(contentsOf: location, at: 0)
                record(error)
            }
            return known.value as? Union
        }
        let outer = quality
        let errorCount = errors.count
        quality = MatchQuality()
        let value = decode(&self)
        let relative = errors[errorCount...]
            .map { error in
                var error = error
                error.location.removeFirst(depth)
                return error
            }
        let found = quality
        nestedUnions?.results[key] = NestedUnions.Result(value: value, quality: found, errors: relative)
        quality = outer
        quality.include(found)
        return value
    }
}
