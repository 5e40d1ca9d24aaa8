public import SwiftletJSON

/// The values that the events of a scenario have saved, by name.
public struct SavedValues: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    private var values: [String: JSON] = [:]
    /// The environment variables for `{{env NAME}}`.
    package var environment: [String: String] = [:]

    /// Creates an empty collection.
    public init() {}

    /// Creates a collection from names and values.
    public init(dictionaryLiteral elements: (String, JSON)...) {
        for (name, value) in elements {
            values[name] = value
        }
    }

    /// The value with a name, or `nil`.
    public subscript(_ name: String) -> JSON? {
        get { values[name] }
        set { values[name] = newValue }
    }

    /// The names, sorted.
    public var names: [String] { values.keys.sorted() }

    /// Adds saved values and environment variables; they replace existing ones with the same name.
    public mutating func merge(_ other: SavedValues) {
        values.merge(other.values) { _, new in new }
        environment.merge(other.environment) { _, new in new }
    }

    /// Whether a text is a valid name: letters, digits, `-` and `_`.
    static func isName(_ text: some StringProtocol) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                byte.isDigit || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
                    || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte || byte == UInt8(ascii: "_")
                    || byte == UInt8(ascii: "-")
            }
    }
}
