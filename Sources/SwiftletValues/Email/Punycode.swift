/// Punycode, the ASCII encoding of Unicode labels (RFC 3492).
enum Punycode {
    private static let base = 36
    private static let lowestThreshold = 1
    private static let highestThreshold = 26
    private static let skew = 38
    private static let damping = 700
    private static let initialBias = 72
    private static let firstCodePoint = 0x80

    /// Encodes a label, or returns `nil` if it is longer than 255 code points.
    static func encode(_ label: String) -> String? {
        let points = label.unicodeScalars.map { Int($0.value) }
        // The algorithm is quadratic, so reject strings that are longer than any label.
        guard points.count <= 255 else { return nil }
        let basic = points.filter { $0 < firstCodePoint }
        var output = basic.map { UInt8($0) }
        if !basic.isEmpty { output.append(UInt8(ascii: "-")) }
        var current = firstCodePoint
        var bias = initialBias
        var delta = 0
        var handled = basic.count
        while handled < points.count {
            guard let next = points.filter({ $0 >= current }).min() else { return nil }
            delta += (next - current) * (handled + 1)
            current = next
            for point in points {
                if point < current { delta += 1 }
                guard point == current else { continue }
                append(delta, bias: bias, to: &output)
                bias = adapt(delta, count: handled + 1, isFirst: handled == basic.count)
                delta = 0
                handled += 1
            }
            delta += 1
            current += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Decodes a label, or returns `nil` if the encoding is invalid.
    static func decode(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count <= 255 else { return nil }
        var points: [Unicode.Scalar] = []
        var rest = bytes[...]
        if let hyphen = bytes.lastIndex(of: UInt8(ascii: "-")) {
            points = bytes[..<hyphen].map { Unicode.Scalar($0) }
            rest = bytes[(hyphen + 1)...]
        }
        guard points.allSatisfy(\.isASCII) else { return nil }
        var current = firstCodePoint
        var bias = initialBias
        var index = 0
        while !rest.isEmpty {
            let before = index
            var weight = 1
            var place = base
            while true {
                guard let byte = rest.popFirst(), let digit = value(of: byte) else { return nil }
                let (product, isTooLarge) = digit.multipliedReportingOverflow(by: weight)
                guard !isTooLarge, product < Int(Int32.max) - index else { return nil }
                index += product
                let threshold = threshold(at: place, bias: bias)
                if digit < threshold { break }
                weight *= base - threshold
                guard weight < Int(Int32.max) else { return nil }
                place += base
            }
            let count = points.count + 1
            bias = adapt(index - before, count: count, isFirst: before == 0)
            current += index / count
            index %= count
            guard current <= 0x10ffff, let scalar = Unicode.Scalar(UInt32(current)) else { return nil }
            points.insert(scalar, at: index)
            index += 1
        }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: points)
        return String(result)
    }

    private static func append(_ delta: Int, bias: Int, to output: inout [UInt8]) {
        var rest = delta
        var place = base
        while true {
            let threshold = threshold(at: place, bias: bias)
            if rest < threshold { break }
            output.append(digit(threshold + (rest - threshold) % (base - threshold)))
            rest = (rest - threshold) / (base - threshold)
            place += base
        }
        output.append(digit(rest))
    }

    private static func threshold(at place: Int, bias: Int) -> Int {
        min(max(place - bias, lowestThreshold), highestThreshold)
    }

    private static func adapt(_ delta: Int, count: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / damping : delta / 2
        delta += delta / count
        var bias = 0
        while delta > (base - lowestThreshold) * highestThreshold / 2 {
            delta /= base - lowestThreshold
            bias += base
        }
        return bias + (base - lowestThreshold + 1) * delta / (delta + skew)
    }

    private static func digit(_ value: Int) -> UInt8 {
        UInt8(value < 26 ? Int(UInt8(ascii: "a")) + value : Int(UInt8(ascii: "0")) + value - 26)
    }

    private static func value(of byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte - UInt8(ascii: "a"))
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0")) + 26
        default: nil
        }
    }
}
