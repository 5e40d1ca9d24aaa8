extension RuntimeLogHandler.Output {
    /// Parses `POWERTOOLS_LOGGER_SAMPLE_RATE`, a number from 0 to 1; `nil` for any other value.
    static func sampleRate(_ text: String) -> Double? {
        Double(text).flatMap { 0...1 ~= $0 ? $0 : nil }
    }

    /// Whether the loggers of an invocation write debug messages.
    ///
    /// The request ID decides, so that all loggers of an invocation agree without a state of their own.
    func samples(_ requestID: String) -> Bool {
        // FNV-1a; its high bits are equally distributed after the multiplication below.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in requestID.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        hash = (hash ^ hash >> 32) &* 0x9e37_79b9_7f4a_7c15
        return Double(hash >> 11) < debugSampleRate * Double(1 << 53 as UInt64)
    }
}
