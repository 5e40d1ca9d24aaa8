import Glibc

/// A POSIX thread that runs one closure.
struct Thread: Sendable {
    private let handle: pthread_t

    /// The id of the current thread, unique among running threads and never zero.
    static var currentID: UInt {
        pthread_self()
    }

    /// Starts a thread.
    ///
    /// It must be joined or detached exactly once.
    ///
    /// - Throws: ``EventLoopError`` with `.unavailable` when no thread can be created.
    static func start(name: String, _ body: @escaping @Sendable () -> Void) throws(EventLoopError) -> Thread {
        var handle = pthread_t()
        let context = unsafe Unmanaged.passRetained(Start(name: name, body: body)).toOpaque()
        let status = unsafe pthread_create(&handle, nil, { unsafe Start.run($0) }, context)
        guard status == 0 else {
            unsafe Unmanaged<Start>.fromOpaque(context).release()
            throw EventLoopError(.unavailable, "A thread could not be created (error \(status)).")
        }
        return Thread(handle: handle)
    }

    /// Waits for the thread to end.
    func join() {
        _ = pthread_join(handle, nil)
    }

    /// Detaches the thread, which need not be joined then.
    func detach() {
        _ = pthread_detach(handle)
    }

    /// Names the thread for debuggers and `ps -L`.
    ///
    /// Through `/proc`, because `pthread_setname_np` is a GNU extension that Swift does not import.
    fileprivate static func setCurrentName(_ name: String) {
        let file = unsafe open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        let bytes = Array(name.utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
        _ = close(file)
    }

    private static let signalStackSize = 64 * 1024

    /// Runs `body` with an alternate stack for signal handlers, which threads do not inherit.
    ///
    /// Without one a handler cannot run after a stack overflow: see sigaltstack(2).
    @unsafe fileprivate static func withSignalStack(_ body: () -> Void) {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: signalStackSize, alignment: 16)
        var stack = unsafe stack_t()
        unsafe stack.ss_sp = memory
        unsafe stack.ss_size = signalStackSize
        let isInstalled = unsafe sigaltstack(&stack, nil) == 0
        body()
        if isInstalled {
            unsafe stack.ss_flags = Int32(SS_DISABLE)
            unsafe sigaltstack(&stack, nil)
        }
        unsafe memory.deallocate()
    }

    private final class Start: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }

        @unsafe static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
            if let context = unsafe context {
                let start = unsafe Unmanaged<Start>.fromOpaque(context).takeRetainedValue()
                Thread.setCurrentName(start.name)
                unsafe Thread.withSignalStack { start.body() }
            }
            return nil
        }
    }
}
