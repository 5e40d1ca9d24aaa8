internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The environment variable with the trace id of the invocation under way.
///
/// The id is another one with each invocation, and the C library keeps every value that `setenv` was ever given. So the
/// text lies in memory of its own, which stands in the environment and is written anew.
@safe struct TraceVariable: ~Copyable {
    /// The variable of the process.
    private static let shared = Mutex(TraceVariable())

    /// Sets the variable of the process, or takes it away.
    static func export(_ id: String?) {
        shared.withLock { $0.set(id) }
    }

    /// `NAME=`, the id, and a NUL; the memory stays where it is for the life of the process.
    private let entry: UnsafeMutablePointer<CChar>
    private let start: Int
    /// Whether the variable is this one; `nil` when whoever started the process may have set another.
    private var isPublished: Bool?

    /// The longest id that fits; what the platform sends is about 80 bytes long.
    static let longest = 1024

    private init() {
        let name = EnvironmentKey.traceID + "="
        start = name.utf8.count
        unsafe entry = .allocate(capacity: start + Self.longest + 1)
        unsafe entry.initialize(repeating: 0, count: start + Self.longest + 1)
        for (index, byte) in name.utf8.enumerated() { unsafe entry[index] = CChar(bitPattern: byte) }
    }

    /// Sets the variable, or takes it away; also for an id that is too long to be one.
    private mutating func set(_ id: String?) {
        guard let id, id.utf8.count <= Self.longest else {
            if isPublished != false { _ = unsafe unsetenv(EnvironmentKey.traceID) }
            isPublished = false
            return
        }
        let bytes = id.utf8Span.span
        for index in bytes.indices { unsafe entry[start + index] = CChar(bitPattern: bytes[index]) }
        unsafe entry[start + bytes.count] = 0
        if isPublished != true { _ = unsafe putenv(entry) }
        isPublished = true
    }
}
