/// An open-addressed hash index from keys to positions in an ordered list that the owner keeps.
///
/// Swift's `Dictionary` takes canonically equivalent strings for equal, while JSON keys are compared by bytes, so equality
/// is the owner's. Bytes are hashed with a seed per process: keys chosen to collide, or equivalent to each other, are no
/// slower than others.
struct KeyIndex: Sendable {
    private var slots: [UInt32]

    init(minimumCapacity: Int) {
        var size = 16
        while size < minimumCapacity * 2 {
            size *= 2
        }
        slots = [UInt32](repeating: 0, count: size)
    }

    /// How many entries fit before the index must be rebuilt.
    var capacity: Int { slots.count / 2 }

    /// The slot that holds the key's position, or the empty one where it belongs.
    func slot(of key: String, isAt matches: (Int) -> Bool) -> Int {
        let mask = slots.count - 1
        var hasher = Hasher()
        key.hashUTF8(into: &hasher)
        var slot = hasher.finalize() & mask
        while slots[slot] != 0, !matches(Int(slots[slot]) - 1) {
            slot = (slot + 1) & mask
        }
        return slot
    }

    /// The position that the slot holds, or nil if it is empty.
    subscript(_ slot: Int) -> Int? { slots[slot] == 0 ? nil : Int(slots[slot]) - 1 }

    mutating func insert(_ position: Int, at slot: Int) {
        slots[slot] = UInt32(truncatingIfNeeded: position + 1)
    }
}
