/// A coding key with any name or index.
struct JSONKey: CodingKey {
    /// The key of `superEncoder()` and `superDecoder()`.
    static let `super` = JSONKey("super")

    let stringValue: String
    let intValue: Int?

    init(_ name: String) {
        stringValue = name
        intValue = nil
    }

    init(_ index: Int) {
        stringValue = String(index)
        intValue = index
    }

    init?(stringValue: String) {
        self.init(stringValue)
    }

    init?(intValue: Int) {
        self.init(intValue)
    }
}
