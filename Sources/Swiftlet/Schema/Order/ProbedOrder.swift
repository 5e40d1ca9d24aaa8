/// The state of a check: each field has a code that is unique among the fields of its type.
///
/// Each round tests one bit of the codes. The second half of the rounds tests the complements, which distinguish an exchange of
/// values from a function of them, such as the minimum. For the same reason, the last bit of all codes is 0: in one round, and
/// its complement, all fields have the same bit, which distinguishes an exchange from a negation.
struct ProbedOrder {
    /// Whether each field has a value.
    private(set) var isComplete = true
    private let types: [ObjectIdentifier]
    private var names: [String] = []
    private var codes: [Int?] = []
    private var observed: [[Bool?]]

    init(_ types: [ObjectIdentifier]) {
        self.types = types
        self.observed = types.map { _ in [] }
    }

    /// Whether another field has the type of the next field.
    var nextHasTwin: Bool {
        let type = types[names.count]
        return types.count { $0 == type } > 1
    }

    /// Adds the next field.
    ///
    /// - Parameters:
    ///   - name: The name of the field.
    ///   - valueCount: The number of values for the field, at most two.
    /// - Returns: The index of the field.
    mutating func add(_ name: String, valueCount: Int) -> Int {
        let index = names.count
        let code = types[..<index].count { $0 == types[index] } << 1
        names.append(name)
        codes.append(valueCount > 1 ? code : nil)
        if valueCount == 0 { isComplete = false }
        return index
    }

    /// The number of models to create: two for each bit of the largest code.
    var roundCount: Int { 2 * bitCount }

    private var bitCount: Int {
        let largest = codes.compactMap(\.self).max() ?? 0
        return Int.bitWidth - largest.leadingZeroBitCount
    }

    /// Returns the bit of a field in a round, or `nil` if the field has no code.
    func bit(at index: Int, in round: Int) -> Bool? {
        let isComplement = round >= bitCount
        return codes[index].map { ($0 >> (round % bitCount) & 1 == 1) != isComplement }
    }

    /// Records the bit that the model of the next round has at the key path of a field, or `nil` if it has another value.
    mutating func observe(_ bit: Bool?, at index: Int) {
        observed[index].append(bit)
    }

    /// The first field whose value is exchanged with others, and the field whose value it has.
    var permuted: (name: String, other: String)? {
        let sources = codes.indices.map { source(of: $0) }
        for (index, source) in sources.enumerated() {
            guard let source, source != index else { continue }
            var next = source
            // The number of steps is limited, because a chain of fields may end in a cycle that does not include the first.
            for _ in sources where next != index {
                guard let following = sources[next], sources.count(where: { $0 == next }) == 1 else { break }
                next = following
            }
            if next == index, sources.count(where: { $0 == index }) == 1 { return (names[index], names[source]) }
        }
        return nil
    }

    /// Returns the field whose bit was at the key path of a field in all rounds.
    private func source(of index: Int) -> Int? {
        if codes[index] == nil { return nil }
        return codes.indices.first { other in
            types[other] == types[index] && codes[other] != nil
                && observed[index].enumerated().allSatisfy { $0.element == bit(at: other, in: $0.offset) }
        }
    }
}
