import Foundation

/// An X-Ray trace header for an invocation without one.
enum TraceHeader {
    /// Creates an unsampled trace header.
    static func make() -> String {
        let time = String(Int(Date().timeIntervalSince1970), radix: 16)
        let (first, second, parent) = (
            UInt64.random(in: 0...(.max)), UInt32.random(in: 0...(.max)), UInt64.random(in: 0...(.max))
        )
        return "Root=1-\(time)-\(hex(first, 16))\(hex(UInt64(second), 8));Parent=\(hex(parent, 16));Sampled=0"
    }

    private static func hex(_ value: UInt64, _ digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: digits - text.utf8.count) + text
    }
}
