import Swiftlet

/// What an `Accept-Encoding` field asks for (RFC 9110, section 12.5.3).
struct AcceptEncoding {
    /// The coding to use, or `nil` for none.
    let preferred: ContentCoding?
    /// Whether an answer without a coding is acceptable.
    let acceptsIdentity: Bool

    /// - Parameter field: the field's value, or `nil` if there is no such field: then nothing is compressed, as a client
    ///   that does not ask may not be able to read it.
    init(_ field: String?) {
        var weights: [String: Int] = [:]
        for item in field?.split(separator: ",") ?? [] {
            let parts = item.split(separator: ";", omittingEmptySubsequences: false).map(\.trimmed)
            // Weights are in thousandths. An element that cannot be read asks for nothing.
            guard let name = parts.first?.lowercased(), let weight = Self.weight(parts.dropFirst()) else { continue }
            weights[name == "x-gzip" ? "gzip" : name] = weight
        }
        let other = weights["*"]
        let identity = weights["identity"]
        self.acceptsIdentity = (identity ?? other ?? 1) > 0
        var preferred: ContentCoding?
        // Where the client does not say how it likes an answer without a coding, any coding it takes is better.
        var best = identity ?? 0
        for coding in ContentCoding.allCases {
            let weight = weights[coding.rawValue] ?? other ?? 0
            if weight > 0, preferred == nil ? weight >= best : weight > best {
                preferred = coding
                best = weight
            }
        }
        self.preferred = preferred
    }

    /// The weight among an element's parameters, in thousandths: 1000 if there is none, `nil` if it cannot be read.
    private static func weight(_ parameters: ArraySlice<Substring>) -> Int? {
        for parameter in parameters {
            let pair = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(\.trimmed)
            if pair.count == 2, pair[0].lowercased() == "q" { return thousandths(pair[1]) }
        }
        return 1_000
    }

    /// Reads `0`, `1`, and up to three digits behind a point (RFC 9110, section 12.4.2).
    private static func thousandths(_ text: Substring) -> Int? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let digits = parts.count == 2 ? parts[1] : ""
        guard
            parts[0] == "0" || parts[0] == "1", digits.utf8.count <= 3,
            digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        let fraction = Int(digits + String(repeating: "0", count: 3 - digits.utf8.count)) ?? 0
        let value = parts[0] == "1" ? 1_000 + fraction : fraction
        return value <= 1_000 ? value : nil
    }
}
