/// Formats numbers with three significant digits and a suitable unit.
enum Format {
    static func nanoseconds(_ value: Double?) -> String {
        guard let value else { return "-" }
        switch value {
        case ..<1000: return "\(digits(value)) ns"
        case ..<1_000_000: return "\(digits(value / 1000)) us"
        case ..<1_000_000_000: return "\(digits(value / 1_000_000)) ms"
        default: return "\(digits(value / 1_000_000_000)) s"
        }
    }

    static func nanoseconds(_ spread: (low: Double, high: Double)?) -> String {
        guard let spread else { return "-" }
        return "\(nanoseconds(spread.low)) - \(nanoseconds(spread.high))"
    }

    static func bytes(_ value: Int?) -> String {
        guard let value else { return "-" }
        switch value {
        case ..<1024: return "\(value) B"
        case ..<1_048_576: return "\(digits(Double(value) / 1024)) KiB"
        default: return "\(digits(Double(value) / 1_048_576)) MiB"
        }
    }

    static func ratio(_ value: Double?) -> String {
        value.map { fixed($0, places: 2) } ?? "-"
    }

    private static func digits(_ value: Double) -> String {
        fixed(value, places: value < 10 ? 2 : value < 100 ? 1 : 0)
    }

    /// Without Foundation's formatters, which are not worth linking.
    private static func fixed(_ value: Double, places: Int) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "-" }
        let scale = places == 2 ? 100 : places == 1 ? 10 : 1
        let whole = Int((abs(value) * Double(scale)).rounded())
        let sign = value < 0 && whole > 0 ? "-" : ""
        guard places > 0 else { return "\(sign)\(whole)" }
        let fraction = "\(whole % scale)"
        return "\(sign)\(whole / scale)." + String(repeating: "0", count: places - fraction.count) + fraction
    }
}
