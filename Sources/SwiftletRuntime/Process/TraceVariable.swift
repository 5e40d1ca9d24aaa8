import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The environment variable with the trace id of the invocation in flight.
///
/// The id differs with each invocation, and the C library keeps every value that `setenv` was given. So the text is in
/// memory of its own, which is put into the environment. There are two such texts by turns: another thread that reads the
/// variable meanwhile does not see half of each.
@safe struct TraceVariable: ~Copyable {
    /// The variable of the process.
    private static let shared = Mutex(TraceVariable())

    /// Sets the variable of the process, or removes it.
    static func export(_ id: String?) {
        shared.withLock { $0.set(id) }
    }

    /// Each is `NAME=`, the id, and a NUL; the memory is never freed.
    private let first: UnsafeMutablePointer<CChar>
    private let second: UnsafeMutablePointer<CChar>
    private let start: Int
    private var isSecondNext = false

    /// The longest id that fits; the platform's have about 80 bytes.
    static let longest = 1024

    private init() {
        let name = EnvironmentKey.traceID + "="
        start = name.utf8.count
        unsafe first = Self.makeEntry(name)
        unsafe second = Self.makeEntry(name)
    }

    private static func makeEntry(_ name: String) -> UnsafeMutablePointer<CChar> {
        let count = name.utf8.count + longest + 1
        let entry = UnsafeMutablePointer<CChar>.allocate(capacity: count)
        unsafe entry.initialize(repeating: 0, count: count)
        for (index, byte) in name.utf8.enumerated() { unsafe entry[index] = CChar(bitPattern: byte) }
        return unsafe entry
    }

    /// Sets the variable; removes it for `nil` and for an id that is too long to be one.
    private mutating func set(_ id: String?) {
        guard let id, id.utf8.count <= Self.longest else {
            _ = unsafe unsetenv(EnvironmentKey.traceID)
            return
        }
        let entry = unsafe isSecondNext ? second : first
        isSecondNext.toggle()
        let bytes = id.utf8Span.span
        for index in bytes.indices { unsafe entry[start + index] = CChar(bitPattern: bytes[index]) }
        unsafe entry[start + bytes.count] = 0
        _ = unsafe putenv(entry)
    }
}
