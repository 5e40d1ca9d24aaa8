/// The path of a value in JSON, as in `body.items[0].id`.
public struct ValuePath: Sendable, Hashable, CustomStringConvertible {
    enum Step: Sendable, Hashable {
        case key(String)
        case index(Int)
    }

    private var steps: [Step]

    /// The path of the root value.
    public static let root = ValuePath(steps: [])

    init(steps: [Step]) {
        self.steps = steps
    }

    func appending(_ key: String) -> ValuePath {
        ValuePath(steps: steps + [.key(key)])
    }

    func appending(_ index: Int) -> ValuePath {
        ValuePath(steps: steps + [.index(index)])
    }

    /// The path in JavaScript notation; `(all)` for the root.
    public var description: String {
        if steps.isEmpty { return "(all)" }
        var text = ""
        for step in steps {
            switch step {
            case .index(let index): text += "[\(index)]"
            case .key(let key) where Self.isPlain(key): text += text.isEmpty ? key : ".\(key)"
            case .key(let key): text += "[\(quoted(key))]"
            }
        }
        return text
    }

    private static func isPlain(_ key: String) -> Bool {
        !key.isEmpty
            && key.unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || "0"..."9" ~= scalar || scalar == "_" || scalar == "-" || scalar == "$"
            }
    }
}
