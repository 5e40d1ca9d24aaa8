/// How large a JSON text may be before the parser refuses it.
public struct JSONLimits: Sendable, Hashable {
    /// 512 levels and the largest text the parser can describe.
    public static let `default` = JSONLimits()

    /// The deepest nesting any limit allows: values are freed recursively, which must not exhaust a thread's stack.
    public static let depthCeiling = 4096

    /// The longest text any limit allows, in bytes: 256 MiB less one.
    public static let byteCeiling = TapeWord.maximumLength

    /// How many arrays and objects may be open at once, between 1 and `depthCeiling`.
    public let maxDepth: Int

    /// How long the text may be in bytes, between 0 and `byteCeiling`.
    public let maxBytes: Int

    /// Makes limits; what is out of range becomes the nearest value in range.
    public init(maxDepth: Int = 512, maxBytes: Int = JSONLimits.byteCeiling) {
        self.maxDepth = min(max(maxDepth, 1), Self.depthCeiling)
        self.maxBytes = min(max(maxBytes, 0), Self.byteCeiling)
    }
}
