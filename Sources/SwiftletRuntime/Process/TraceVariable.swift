import Glibc
import Synchronization

/// The environment variable with the trace id of the invocation in flight.
///
/// The id changes with each invocation, and `setenv` leaks every previous value. So the variable is in preallocated
/// memory that `putenv` adds to the environment. Two buffers alternate, so that another thread that reads the variable
/// meanwhile does not see a mix of two ids.
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

    /// The maximum length of an id in bytes; the platform's have about 80.
    static let maxLength = 1024

    private init() {
        let name = EnvironmentKey.traceID + "="
        start = name.utf8.count
        unsafe first = Self.makeEntry(name)
        unsafe second = Self.makeEntry(name)
    }

    private static func makeEntry(_ name: String) -> UnsafeMutablePointer<CChar> {
        let count = name.utf8.count + maxLength + 1
        let entry = UnsafeMutablePointer<CChar>.allocate(capacity: count)
        unsafe entry.initialize(repeating: 0, count: count)
        for (index, byte) in name.utf8.enumerated() { unsafe entry[index] = CChar(bitPattern: byte) }
        return unsafe entry
    }

    /// Sets the variable; removes it for `nil` and for an id that is too long.
    private mutating func set(_ id: String?) {
        guard let id, id.utf8.count <= Self.maxLength else {
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
