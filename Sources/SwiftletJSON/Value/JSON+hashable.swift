extension JSON: Hashable {
    /// Whether both values are equal, as defined in the type's documentation.
    public static func == (first: JSON, second: JSON) -> Bool {
        // An explicit stack: deep nesting must not overflow the call stack.
        var pending: [(JSON, JSON)] = []
        var pair = (first, second)
        while true {
            switch pair {
            case (.null, .null):
                break
            case (.bool(let first), .bool(let second)):
                guard first == second else { return false }
            case (.number(let first), .number(let second)):
                guard first == second else { return false }
            case (.string(let first), .string(let second)):
                guard first.utf8Equals(second) else { return false }
            case (.array(let first), .array(let second)):
                guard first.count == second.count else { return false }
                pending.append(contentsOf: zip(first, second))
            case (.object(let first), .object(let second)):
                guard first.count == second.count else { return false }
                for (key, value) in first {
                    guard let other = second[key] else { return false }
                    pending.append((value, other))
                }
            default:
                return false
            }
            guard let next = pending.popLast() else { return true }
            pair = next
        }
    }

    /// Hashes the value; equal values have equal hashes.
    public func hash(into hasher: inout Hasher) {
        guard count > 0 else { return hashAlone(into: &hasher) }
        // An explicit stack: deep nesting must not overflow the call stack.
        var open = [OpenHash(self)]
        while let last = open.indices.last {
            guard let value = open[last].next() else {
                let hash = open.removeLast().finalize()
                guard let outer = open.indices.last else { return hasher.combine(hash) }
                open[outer].add(hash)
                continue
            }
            if value.count > 0 {
                open.append(OpenHash(value))
            } else {
                var alone = Hasher()
                value.hashAlone(into: &alone)
                open[last].add(alone.finalize())
            }
        }
    }

    /// Hashes a scalar.
    private func hashAlone(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(2 as UInt8)
        case .bool(let value): hasher.combine(value)
        case .number(let value): hasher.combine(value)
        case .string(let value): value.hashUTF8(into: &hasher)
        case .array: hasher.combine(3 as UInt8)
        case .object: hasher.combine(4 as UInt8)
        }
    }
}

/// The state of hashing an array or object.
private struct OpenHash {
    private let container: JSON
    private var position = 0
    private var hasher = Hasher()
    /// A sum, since the order of an object's members does not matter.
    private var sum = 0

    init(_ container: JSON) {
        self.container = container
    }

    mutating func next() -> JSON? {
        guard position < container.count else { return nil }
        defer { position += 1 }
        return container.array?[position] ?? container.object?[position].value
    }

    /// Adds the hash of the last child.
    mutating func add(_ hash: Int) {
        guard let object = container.object else { return hasher.combine(hash) }
        var member = Hasher()
        object[position - 1].key.hashUTF8(into: &member)
        member.combine(hash)
        sum &+= member.finalize()
    }

    func finalize() -> Int {
        var hasher = hasher
        hasher.combine(container.object == nil)
        hasher.combine(sum)
        return hasher.finalize()
    }
}
