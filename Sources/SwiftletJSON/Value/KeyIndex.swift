/// An open-addressing hash index from keys to positions in the owner's list.
///
/// In Swift's `Dictionary` canonically equivalent strings are equal, while JSON keys are compared by bytes, so the owner
/// compares keys. Bytes are hashed with a per-process seed, which protects against hash flooding.
struct KeyIndex: Sendable {
    private var slots: [UInt32]

    init(minimumCapacity: Int) {
        var size = 16
        while size < minimumCapacity * 2 {
            size *= 2
        }
        slots = [UInt32](repeating: 0, count: size)
    }

    /// The number of entries that fit before the index must be rebuilt.
    var capacity: Int { slots.count / 2 }

    /// The slot of the key's position, or the empty slot for it.
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

    /// The position in the slot, or `nil` if it is empty.
    subscript(_ slot: Int) -> Int? { slots[slot] == 0 ? nil : Int(slots[slot]) - 1 }

    mutating func insert(_ position: Int, at slot: Int) {
        slots[slot] = UInt32(truncatingIfNeeded: position + 1)
    }
}
