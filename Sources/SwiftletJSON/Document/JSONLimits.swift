/// The limits of the parser.
public struct JSONLimits: Sendable, Hashable {
    /// 512 levels, and the largest size that the parser supports.
    public static let `default` = JSONLimits()

    /// The maximum of `maxDepth`: values are freed recursively, which must not overflow the stack.
    public static let depthCeiling = 4096

    /// The maximum of `maxBytes`: 256 MiB minus one byte.
    public static let byteCeiling = TapeWord.maximumLength

    /// The maximum nesting depth of arrays and objects, between 1 and `depthCeiling`.
    public let maxDepth: Int

    /// The maximum size of the text in bytes, between 0 and `byteCeiling`.
    public let maxBytes: Int

    /// Creates limits; values out of range are clamped.
    public init(maxDepth: Int = 512, maxBytes: Int = JSONLimits.byteCeiling) {
        self.maxDepth = min(max(maxDepth, 1), Self.depthCeiling)
        self.maxBytes = min(max(maxBytes, 0), Self.byteCeiling)
    }
}
