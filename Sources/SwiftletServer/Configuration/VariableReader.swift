import SwiftletRuntime

/// Reads typed values from environment variables; missing and empty ones are `nil`.
struct VariableReader {
    private let variables: [String: String]

    init(_ variables: [String: String]) {
        self.variables = variables
    }

    func text(_ name: String) -> String? {
        guard let value = variables[name], !value.isEmpty else { return nil }
        return value
    }

    func integer(_ name: String, in range: ClosedRange<Int>) throws(EnvironmentError) -> Int? {
        guard let text = text(name) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            throw malformed(name, "an integer between \(range.lowerBound) and \(range.upperBound)")
        }
        return value
    }

    /// A number of seconds, up to a day.
    func seconds(_ name: String, from minimum: Double = 0.001) throws(EnvironmentError) -> Duration? {
        guard let text = text(name) else { return nil }
        guard let value = Double(text), (minimum...86_400).contains(value) else {
            throw malformed(name, "a number of seconds between \(minimum) and 86400")
        }
        return .seconds(value)
    }

    func path(_ name: String) throws(EnvironmentError) -> String? {
        guard let text = text(name) else { return nil }
        guard text.utf8.first == UInt8(ascii: "/"), !text.utf8.contains(where: { "?#".utf8.contains($0) || $0 <= 0x20 })
        else { throw malformed(name, "a path that begins with a slash") }
        return text
    }

    func isOn(_ name: String) throws(EnvironmentError) -> Bool? {
        guard let text = text(name) else { return nil }
        switch text {
        case "on": return true
        case "off": return false
        default: throw malformed(name, "on or off")
        }
    }

    func malformed(_ name: String, _ expected: String) -> EnvironmentError {
        EnvironmentError(.malformed, "\(name) is \"\(variables[name] ?? "")\": it must be \(expected).")
    }
}
