/// The cost parameters of an Argon2 hash.
public struct Argon2Cost: Hashable, Sendable {
    /// The memory `m`, in KiB: at least 8 for each lane.
    public let memory: Int
    /// The number of passes over the memory, `t`: at least 1.
    public let passes: Int
    /// The number of lanes `p`: 1...64.
    public let lanes: Int

    static let minimumMemory = 8
    private static let maximum = Int(Int32.max)

    /// Creates cost parameters; values out of range are clamped.
    ///
    /// - Parameters:
    ///   - memory: The memory, in KiB, at least 8 for each lane.
    ///   - passes: The number of passes, at least 1.
    ///   - lanes: The number of lanes, 1...64.
    public init(memory: Int, passes: Int, lanes: Int = 1) {
        self.lanes = min(max(1, lanes), 64)
        self.memory = min(max(Self.minimumMemory * self.lanes, memory), Self.maximum)
        self.passes = min(max(1, passes), Self.maximum)
    }

    /// The total memory filled in all passes, in KiB.
    var work: Int { memory * passes }
}
