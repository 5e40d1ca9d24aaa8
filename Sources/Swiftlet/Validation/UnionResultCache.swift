import SwiftletJSON

/// The results of decoding unions that are inside of another union.
///
/// Each member of a union decodes the same input. Without this, a union that contains itself would take a time that is
/// exponential in the depth of the input.
struct UnionResultCache: Sendable {
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
        /// The errors as they were recorded.
        let errors: [ValidationError]
        /// The size of the input that each error shows.
        let shownSizes: [Int]
        /// How many components of the errors' locations lead to the union.
        let depth: Int
        /// Whether no error is missing because there were too many.
        let isComplete: Bool
    }

    var results: [Key: Result] = [:]
}

extension Validation {
    /// Decodes an array or object as a union inside of another union, or returns the result of an earlier time.
    mutating func memoizedDecode<Union: Sendable>(
        _ type: Union.Type,
        _ node: JSONNode,
        _ decode: (inout Validation) -> Union?
    ) -> Union? {
        let key = UnionResultCache.Key(
            union: ObjectIdentifier(type),
            document: ObjectIdentifier(node.document),
            offset: node.rawBytes.startIndex,
            isSecret: isSecret
        )
        if let known = unionResults?.results[key], known.isComplete || isFull {
            quality.include(known.quality)
            replayErrors(of: known)
            return known.value as? Union
        }
        let outer = quality
        let errorCount = errors.count
        quality = MatchQuality()
        let value = decode(&self)
        let result = UnionResultCache.Result(
            value: value,
            quality: quality,
            errors: Array(errors[errorCount...]),
            shownSizes: Array(shownSizes[errorCount...]),
            depth: location.count,
            isComplete: value != nil || !isFull
        )
        unionResults?.results[key] = result
        quality.include(outer)
        return value
    }

    /// Records the errors of an earlier result at the current location.
    private mutating func replayErrors(of result: UnionResultCache.Result) {
        for (error, size) in zip(result.errors, result.shownSizes) {
            if isFull { return }
            var error = error
            error.location = location + error.location.dropFirst(result.depth)
            record(error, size: size)
        }
    }
}
