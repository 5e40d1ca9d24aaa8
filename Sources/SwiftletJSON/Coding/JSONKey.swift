/// A coding key of any name or index.
struct JSONKey: CodingKey {
    /// The key under which `superEncoder()` and `superDecoder()` work.
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
