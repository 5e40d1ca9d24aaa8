extension JSON: Hashable {
    /// Whether both are the same value; see the type for what that means.
    public static func == (first: JSON, second: JSON) -> Bool {
        // Containers wait here, so that depth costs memory and not stack.
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
                guard JSONObject.same(first, second) else { return false }
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

    /// Hashes the value, such that equal values hash alike.
    ///
    /// Values below as many levels as the parser allows by default do not count, so that recursion is bounded.
    public func hash(into hasher: inout Hasher) {
        hash(into: &hasher, levels: JSONLimits.default.maxDepth)
    }

    private func hash(into hasher: inout Hasher, levels: Int) {
        hashShallow(into: &hasher)
        guard levels > 0 else { return }
        switch self {
        case .array(let elements):
            for element in elements {
                element.hash(into: &hasher, levels: levels - 1)
            }
        case .object(let object):
            // A sum, since the order of the members does not matter.
            var sum = 0
            for (key, value) in object {
                var member = Hasher()
                member.combine(key)
                value.hash(into: &member, levels: levels - 1)
                sum &+= member.finalize()
            }
            hasher.combine(sum)
        default:
            break
        }
    }

    private func hashShallow(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .number(let value): hasher.combine(value)
        case .string(let value): hasher.combine(value)
        case .array(let elements): hasher.combine(elements.count)
        case .object(let object): hasher.combine(~object.count)
        }
    }
}
