import Swiftlet

/// A parsed `Accept-Encoding` field (RFC 9110, section 12.5.3).
struct AcceptEncoding {
    /// The coding to use, or `nil` for none.
    let preferred: ContentCoding?
    /// Whether a response without a coding is acceptable.
    let acceptsIdentity: Bool

    /// Parses the field's value.
    ///
    /// - Parameters:
    ///   - field: The field's value, or `nil` without the field: then nothing is compressed, because the client may not support
    ///     it.
    ///   - codings: The codings of the server; the first of those with the highest weight is preferred.
    init(_ field: String?, codings: [ContentCoding]) {
        // Weights are in thousandths. Malformed elements are ignored, and of duplicates the last one is used.
        var weights: [ContentCoding: Int] = [:]
        var identity: Int?
        var other: Int?
        for item in field?.utf8.split(separator: UInt8(ascii: ",")) ?? [] {
            let parts = item.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
                .map { Substring($0).trimmed }
            guard let name = parts.first, let weight = Self.weight(parts.dropFirst()) else { continue }
            if name.equalsIgnoringASCIICase("*") {
                other = weight
            } else if name.equalsIgnoringASCIICase("identity") {
                identity = weight
            } else if let coding = codings.first(where: { $0.isNamed(name) }) {
                weights[coding] = weight
            }
        }
        self.acceptsIdentity = (identity ?? other ?? 1) > 0
        var preferred: ContentCoding?
        // Without a weight for `identity`, any accepted coding is preferred.
        var best = identity ?? 0
        for coding in codings {
            let weight = weights[coding] ?? other ?? 0
            if weight > 0, preferred == nil ? weight >= best : weight > best {
                preferred = coding
                best = weight
            }
        }
        self.preferred = preferred
    }

    /// The weight among an element's parameters, in thousandths: 1000 if there is none, `nil` if it cannot be parsed.
    private static func weight(_ parameters: ArraySlice<Substring>) -> Int? {
        for parameter in parameters {
            let pair = parameter.utf8
                .split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
                .map { Substring($0).trimmed }
            if pair.count == 2, pair[0].equalsIgnoringASCIICase("q") { return thousandths(pair[1].utf8) }
        }
        return 1_000
    }

    /// Parses `0` or `1` with up to three decimal places (RFC 9110, section 12.4.2).
    private static func thousandths(_ text: Substring.UTF8View) -> Int? {
        let parts = text.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        let digits = parts.count == 2 ? parts[1] : Substring().utf8
        guard parts[0].elementsEqual("0".utf8) || parts[0].elementsEqual("1".utf8), digits.count <= 3,
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        let padded = String(Substring(digits)) + String(repeating: "0", count: 3 - digits.count)
        let value = (parts[0].elementsEqual("1".utf8) ? 1_000 : 0) + (Int(padded) ?? 0)
        return value <= 1_000 ? value : nil
    }
}
