import Swiftlet

/// The ranges of a `Range` field (RFC 9110, section 14.2).
enum ByteRanges: Equatable {
    /// The whole file: the field is ignored, because it has another unit, is malformed, or requests too many ranges, or the
    /// file is empty.
    case whole
    /// No range overlaps the file.
    case unsatisfiable
    /// Ranges in the file, sorted and disjoint.
    case parts([Range<Int>])

    /// The maximum number of ranges: many small ones are a denial-of-service risk (RFC 9110, section 17.15).
    private static let maximumCount = 32

    /// Parses the field's value.
    init(_ field: String, size: Int) {
        self = .whole
        guard size > 0 else { return }
        let unit = "bytes="
        guard field.utf8.prefix(unit.utf8.count).map(\.asciiLowercased).elementsEqual(unit.utf8) else { return }
        let specifications = field.utf8.dropFirst(unit.utf8.count).split(separator: UInt8(ascii: ","))
            .map(Self.trimmed).filter { !$0.isEmpty }
        guard 1...Self.maximumCount ~= specifications.count else { return }
        var ranges: [Range<Int>] = []
        for specification in specifications {
            guard let dash = specification.firstIndex(of: UInt8(ascii: "-")) else { return }
            let (first, last) = (specification[..<dash], specification[specification.index(after: dash)...])
            guard let range = Self.range(first: first, last: last, size: size) else { return }
            if !range.isEmpty { ranges.append(range) }
        }
        self = ranges.isEmpty ? .unsatisfiable : .parts(Self.merged(ranges))
    }

    /// One range, clamped to the file and empty if outside it, or `nil` if it is malformed.
    private static func range(
        first: Substring.UTF8View,
        last: Substring.UTF8View,
        size: Int
    ) -> Range<Int>? {
        if first.isEmpty {
            guard let count = number(last) else { return nil }
            return max(0, size - count)..<size
        }
        guard let start = number(first) else { return nil }
        var end = size
        if !last.isEmpty {
            guard let last = number(last), last >= start else { return nil }
            if last < size { end = last + 1 }
        }
        return start < size ? start..<end : 0..<0
    }

    /// Parses a number of digits only; an overflow is `Int.max`.
    private static func number(_ digits: Substring.UTF8View) -> Int? {
        guard !digits.isEmpty, digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return nil }
        return Int(Substring(digits)) ?? .max
    }

    /// Merges overlapping and adjacent ranges.
    private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }

    private static func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
        let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        var text = text.drop(while: isSpace)
        while let last = text.last, isSpace(last) { text.removeLast() }
        return text
    }
}
