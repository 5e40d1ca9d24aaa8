#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The owner of a POSIX semaphore: a count that threads sleep on.
// Guard: `sem_post` and `sem_wait` are made for several threads, and the pointer never changes.
@safe struct Semaphore: ~Copyable, @unchecked Sendable {
    private let pointer: UnsafeMutablePointer<sem_t>

    init() {
        unsafe pointer = .allocate(capacity: 1)
        unsafe pointer.initialize(to: sem_t())
        unsafe sem_init(pointer, 0, 0)
    }

    deinit {
        unsafe sem_destroy(pointer)
        unsafe pointer.deallocate()
    }

    func signal() {
        _ = unsafe sem_post(pointer)
    }

    /// Sleeps until the count is above zero, and takes one.
    ///
    /// A signal handler may make it return early.
    func wait() {
        _ = unsafe sem_wait(pointer)
    }
}
