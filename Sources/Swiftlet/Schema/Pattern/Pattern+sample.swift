extension Pattern {
    /// Returns a sample string that the expression matches.
    ///
    /// - Parameters:
    ///   - growth: The number of repetitions to add to the minimum, where the expression allows them.
    ///   - variant: Selects among alternatives, modulo their number.
    /// - Returns: The sample, or `nil` if none was found: the expression is unsatisfiable, or its assertions cannot be resolved
    ///   from its parts alone.
    package func sample(growth: Int = 0, variant: Int = 0) -> String? {
        guard let syntax = try? PatternParser.parse(source) else { return nil }
        var writer = PatternSampleWriter(growth: growth, variant: variant)
        writer.write(syntax)
        return matches(writer.text) ? writer.text : nil
    }
}

private struct PatternSampleWriter {
    private static let lengthLimit = 10_000

    var text = ""
    private var growth: Int
    private let variant: Int

    init(growth: Int, variant: Int) {
        self.growth = growth
        self.variant = variant
    }

    mutating func write(_ syntax: PatternSyntax) {
        guard text.utf8.count < Self.lengthLimit else { return }
        switch syntax {
        case .empty, .assertion: break
        case .set(let set):
            if let scalar = set.sample { text.unicodeScalars.append(scalar) }
        case .sequence(let parts):
            for part in parts {
                write(part)
            }
        case .alternatives(let branches):
            if !branches.isEmpty { write(branches[variant % branches.count]) }
        case .repetition(let part, let minimum, let maximum):
            let more = min(growth, maximum.map { $0 - minimum } ?? growth)
            growth -= more
            for _ in 0..<(minimum + more) {
                write(part)
            }
        }
    }
}

extension ScalarSet {
    /// A scalar of the set, preferably an ASCII letter or digit.
    fileprivate var sample: Unicode.Scalar? {
        let letters = (UInt8(ascii: "a")...UInt8(ascii: "z")).map(Unicode.Scalar.init)
        let capitals = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map(Unicode.Scalar.init)
        let digits = (UInt8(ascii: "1")...UInt8(ascii: "9")).map(Unicode.Scalar.init)
        if let readable = (letters + capitals + digits).first(where: contains) { return readable }
        let printable = (0x21..<0x7f).lazy.compactMap(Unicode.Scalar.init)
        if let ascii = printable.first(where: contains) { return ascii }
        // Outside ASCII, search the planes that contain the scripts in use.
        return (0x20..<0x3_0000).lazy.compactMap { Unicode.Scalar(UInt32($0)) }.first(where: contains)
    }
}
