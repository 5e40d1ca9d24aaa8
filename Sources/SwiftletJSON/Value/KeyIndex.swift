/// An open-addressed hash index from keys to positions in an ordered list that someone else keeps.
///
/// Swift's `Dictionary` takes canonically equivalent strings for equal, while JSON keys are compared by code points, so
/// equality is the caller's. Hashing is seeded per process: keys chosen to collide are no worse than others.
struct KeyIndex: Sendable {
    private var slots: [UInt32]

    init(minimumCapacity: Int) {
        var size = 16
        while size < minimumCapacity * 2 {
            size *= 2
        }
        slots = [UInt32](repeating: 0, count: size)
    }

    /// How many entries fit before the index must be built anew.
    var capacity: Int { slots.count / 2 }

    /// The slot that holds the key's position, or the empty one where it belongs.
    func slot(of key: String, isAt matches: (Int) -> Bool) -> Int {
        let mask = slots.count - 1
        var slot = key.hashValue & mask
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
