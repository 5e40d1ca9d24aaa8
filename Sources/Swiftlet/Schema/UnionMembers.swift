import SwiftletJSON

/// The types of an ``UntaggedUnion``.
public struct UnionMembers<Union: Sendable>: Sendable {
    let members: [UnionMember<Union>]
    private let secretPresence = SecretPresence()

    /// Creates a list of members, which must not be empty.
    public init(_ members: UnionMember<Union>...) {
        precondition(!members.isEmpty, "\(Union.self) has no members.")
        self.members = members
    }
}

extension UnionMembers {
    /// Whether any of the members contains a secret.
    var containsSecret: Bool {
        secretPresence.value {
            var seen: Set<ObjectIdentifier> = [ObjectIdentifier(Union.self)]
            return members.contains { $0.containsSecret(&seen) }
        }
    }

    func decode(_ input: InputValue, validation: inout Validation) -> Union? {
        guard validation.unionResults == nil else {
            // Decoding a scalar is faster than a cache lookup.
            guard case .node(let node) = input, node.kind == .array || node.kind == .object else {
                return decodeBest(input, validation: &validation)
            }
            return validation.memoizedDecode(Union.self, at: node) { decodeBest(input, validation: &$0) }
        }
        validation.unionResults = UnionResultCache()
        // The intended member is unknown, and the error of any member could include the secret.
        let wasSecret = containsSecret ? validation.markSecret() : validation.isSecret
        defer {
            validation.restoreSecret(wasSecret)
            validation.unionResults = nil
        }
        return decodeBest(Self.identifiable(input), validation: &validation)
    }

    /// Converts an array or object to a document node, whose identity keys the cache of nested unions.
    private static func identifiable(_ input: InputValue) -> InputValue {
        guard case .value(let value) = input, value.array != nil || value.object != nil else { return input }
        var writer = JSONWriter()
        writer.value(value)
        return (try? JSONDocument(parsing: writer.finish())).map { InputValue.node($0.root) } ?? input
    }

    private func decodeBest(_ input: InputValue, validation: inout Validation) -> Union? {
        let outer = validation.quality
        let errorCount = validation.errors.count
        var best: (value: Union, quality: MatchQuality)?
        for member in members {
            validation.quality = MatchQuality()
            guard let value = validation.at(.name(member.label), { member.decode(input, &$0) }) else { continue }
            let quality = validation.quality
            if quality.isPerfect || best.map({ quality.isBetter(than: $0.quality) }) ?? true { best = (value, quality) }
            if quality.isPerfect { break }
        }
        validation.quality = outer
        guard let best else { return nil }
        validation.discardErrors(after: errorCount)
        validation.quality.include(best.quality)
        return best.value
    }
}
