import SwiftletJSON

/// Generates numbers within a schema's bounds.
struct NumberSampler {
    /// The candidates, the most plausible first; at least one.
    let candidates: [JSON]

    private let isInteger: Bool
    private let bounds: NumberBounds

    /// - Parameter schema: The schema of the number.
    init(_ schema: JSONObject) {
        isInteger = SchemaSampler.type(of: schema) == "integer"
        bounds = NumberBounds(schema)
        let step = bounds.step ?? (isInteger ? 1 : 0.5)
        var numbers: [Double] = [1, 2, 10, 0, -1]
        if let least = bounds.least { numbers += [least, least + step, (least / step).rounded(.up) * step] }
        if let most = bounds.most { numbers += [most, most - step, (most / step).rounded(.down) * step] }
        if let least = bounds.least, let most = bounds.most { numbers.append((least + most) / 2) }
        if bounds.step != nil { numbers += [step, step * 2, -step] }
        var candidates: [JSON] = []
        for number in numbers where bounds.allow(number) && (!isInteger || number == number.rounded()) {
            let json = NumberBounds.json(number, isInteger: isInteger)
            if !candidates.contains(json) { candidates.append(json) }
        }
        self.candidates = candidates.isEmpty ? [1] : candidates
    }
}
