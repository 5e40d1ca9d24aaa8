import Glibc

/// The owner of a POSIX semaphore.
// Guard: `sem_post` and `sem_wait` are thread-safe, and the pointer never changes.
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

    /// Blocks until the count is above zero, and decrements it.
    ///
    /// A signal handler may make it return early.
    func wait() {
        _ = unsafe sem_wait(pointer)
    }
}
