import SwiftletJSON

/// Caches the results of decoding unions that are nested in another union.
///
/// Each member of a union decodes the same input. Without the cache, decoding a union that contains itself would take time
/// exponential in the depth of the input.
struct UnionResultCache: Sendable {
    /// The key of a cached result.
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
        /// The errors, with the locations they were recorded at.
        let errors: [ValidationError]
        /// The size of the input of each error, in bytes.
        let inputSizes: [Int]
        /// The number of leading location components that identify the union.
        let depth: Int
        /// Whether all errors were recorded: the error limit was not reached.
        let isComplete: Bool
    }

    var results: [Key: Result] = [:]
}

extension Validation {
    /// Decodes an array or object as a nested union, or returns the cached result.
    mutating func memoizedDecode<Union: Sendable>(
        _ type: Union.Type,
        at node: JSONNode,
        decode: (inout Validation) -> Union?
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
            inputSizes: Array(inputSizes[errorCount...]),
            depth: location.count,
            isComplete: value != nil || !isFull
        )
        unionResults?.results[key] = result
        quality.include(outer)
        return value
    }

    /// Records the errors of a cached result at the current location.
    private mutating func replayErrors(of result: UnionResultCache.Result) {
        for (error, size) in zip(result.errors, result.inputSizes) {
            if isFull { return }
            var error = error
            error.location = location + error.location.dropFirst(result.depth)
            record(error, size: size)
        }
    }
}
