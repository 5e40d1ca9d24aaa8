import SwiftletJSON

extension Array {
    /// Inputs that may satisfy the rules, as far as a JSON Schema shows them.
    ///
    /// - Parameter usual: inputs that the type accepts without rules.
    /// - Returns: inputs, of which some may break a rule.
    func probes<Value>(_ usual: [JSON]) -> [JSON] where Element == Constraint<Value> {
        if isEmpty { return usual }
        var schema: JSONObject = [:]
        describe(&schema)
        if let literal = schema["const"] { return [literal] }
        if let literals = schema["enum"]?.array { return literals }
        return schema.patternProbes + schema.lengthProbes(usual) + schema.numberProbes + usual
    }
}

extension JSONObject {
    /// Texts that match the pattern.
    fileprivate var patternProbes: [JSON] {
        guard let pattern = self["pattern"]?.string.flatMap({ try? Pattern($0) }) else { return [] }
        let growths = [0, 1, self["minLength"]?.int ?? 8]
        return growths.flatMap { growth in
            (0..<2).compactMap { pattern.sample(growth: growth, variant: $0).map { .string($0) } }
        }
    }

    /// Texts of a length within the limits.
    fileprivate func lengthProbes(_ usual: [JSON]) -> [JSON] {
        guard let count = self["minLength"]?.int, count > 1 else { return [] }
        return usual.compactMap { $0.string.map { .string(String(repeating: $0, count: count)) } }
    }

    /// Numbers near the limits, and between them.
    fileprivate var numberProbes: [JSON] {
        let step = self["multipleOf"]?.number?.double ?? 1
        let lower = (self["minimum"] ?? self["exclusiveMinimum"])?.number?.double
        let upper = (self["maximum"] ?? self["exclusiveMaximum"])?.number?.double
        guard let start = lower ?? upper ?? self["multipleOf"].map({ _ in 0 }) else { return [] }
        let direction = lower == nil ? -1.0 : 1
        let multiple = (start / step).rounded(lower == nil ? .down : .up) * step
        let near = [0, 1, 2].map { multiple + direction * step * $0 }
        let width = lower.flatMap { lower in upper.map { $0 - lower } } ?? 1
        let between = [0, 0.25, 0.5].map { start + direction * width * $0 }
        return (near + between).map { number in Int64(exactly: number).map { .integer($0) } ?? .double(number) }
    }
}
