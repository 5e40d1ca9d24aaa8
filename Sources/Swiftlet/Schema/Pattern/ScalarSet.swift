/// A set of Unicode scalars, such as that of a bracket expression.
struct ScalarSet: Sendable {
    private var ranges: [ClosedRange<Unicode.Scalar>] = []
    private var classes: [(class: ScalarClass, isNegated: Bool)] = []
    private var isNegated = false
    private var ignoresCase = false
    /// A bitmap of the ASCII characters in the set.
    private var ascii: (low: UInt64, high: UInt64) = (0, 0)

    init() {}

    /// Creates a set of one scalar.
    init(_ scalar: Unicode.Scalar) {
        insert(scalar...scalar)
    }

    /// Creates a set of the scalars of a class, or of all others.
    init(_ class: ScalarClass, isNegated: Bool = false) {
        insert(`class`, isNegated: isNegated)
    }

    /// Returns the set of all scalars, with or without the newline.
    static func any(withNewline: Bool) -> ScalarSet {
        var set = ScalarSet()
        if !withNewline { set.insert("\n"..."\n") }
        set.finish(isNegated: true, ignoresCase: false)
        return set
    }

    mutating func insert(_ range: ClosedRange<Unicode.Scalar>) {
        ranges.append(range)
    }

    mutating func insert(_ class: ScalarClass, isNegated: Bool) {
        classes.append((`class`, isNegated))
    }

    /// Computes the ASCII bitmap.
    ///
    /// Call this once, after all insertions.
    mutating func finish(isNegated: Bool, ignoresCase: Bool) {
        self.isNegated = isNegated
        self.ignoresCase = ignoresCase
        for byte in UInt8(0)..<128 where lookUp(Unicode.Scalar(byte)) {
            if byte < 64 { ascii.low |= 1 << UInt64(byte) } else { ascii.high |= 1 << UInt64(byte - 64) }
        }
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let value = UInt64(scalar.value)
        if value < 64 { return ascii.low >> value & 1 == 1 }
        if value < 128 { return ascii.high >> (value - 64) & 1 == 1 }
        return lookUp(scalar)
    }

    private func lookUp(_ scalar: Unicode.Scalar) -> Bool {
        var isFound = includes(scalar)
        if !isFound, ignoresCase {
            isFound = scalar.otherCases.contains { includes($0) }
        }
        return isFound != isNegated
    }

    private func includes(_ scalar: Unicode.Scalar) -> Bool {
        ranges.contains { $0.contains(scalar) } || classes.contains { $0.class.contains(scalar) != $0.isNegated }
    }
}

extension Unicode.Scalar {
    /// The lowercase, uppercase and titlecase mappings that are a single scalar.
    fileprivate var otherCases: [Unicode.Scalar] {
        let mappings = [properties.lowercaseMapping, properties.uppercaseMapping, properties.titlecaseMapping]
        return mappings.compactMap { mapping in
            let scalars = mapping.unicodeScalars
            return scalars.count == 1 ? scalars.first : nil
        }
    }
}
