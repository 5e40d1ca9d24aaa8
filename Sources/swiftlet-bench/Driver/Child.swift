import Glibc

/// The owner of a child process, which is killed and reaped at the end.
final class Child {
    let id: pid_t
    private let clock: clockid_t

    /// Starts a program with its own environment.
    ///
    /// Standard output and standard error are this program's standard error unless given.
    init(
        _ program: String,
        _ arguments: [String],
        environment: [String: String],
        input: Int32? = nil,
        output: Int32 = STDERR_FILENO,
        errors: Int32 = STDERR_FILENO
    ) throws(BenchError) {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        if let input { unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
        unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        unsafe posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
        let argumentList = CStringList([program] + arguments)
        let environmentList = CStringList(environment.map { "\($0.key)=\($0.value)" })
        var id = pid_t()
        let status = unsafe posix_spawn(&id, program, &actions, nil, argumentList.pointer, environmentList.pointer)
        guard status == 0 else { throw BenchError("\(program) could not be started: error \(status)") }
        guard let clock = SystemClock.clock(of: id) else { throw BenchError("\(program) has no processor clock") }
        self.id = id
        self.clock = clock
    }

    deinit {
        kill(id, SIGKILL)
        waitpid(id, nil, 0)
    }

    /// Waits until it exits.
    func wait() {
        var info = unsafe siginfo_t()
        // `deinit` reaps it, so that its process id is not reused before.
        _ = unsafe waitid(P_PID, id_t(id), &info, WEXITED | WNOWAIT)
    }

    /// The processor time of all its threads, in nanoseconds.
    var processorTime: Double { SystemClock.read(clock) }

    /// The resident memory, in bytes.
    var residentMemory: Int? { memory("VmRSS:") }

    /// The peak resident memory, in bytes.
    var peakMemory: Int? { memory("VmHWM:") }

    /// A value of the kernel's [status file](https://man7.org/linux/man-pages/man5/proc_pid_status.5.html).
    private func memory(_ name: String) -> Int? {
        guard let text = TextFile.read("/proc/\(id)/status") else { return nil }
        for line in text.split(separator: "\n") where line.hasPrefix(name) {
            return line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
                .flatMap { Int($0) }
                .map { $0 * 1024 }
        }
        return nil
    }
}

/// A null-terminated array of C strings, for `exec`.
@safe private struct CStringList: ~Copyable {
    let pointer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    private let count: Int

    init(_ texts: [String]) {
        count = texts.count
        unsafe pointer = .allocate(capacity: count + 1)
        for (index, text) in texts.enumerated() {
            unsafe (pointer + index).initialize(to: strdup(text))
        }
        unsafe (pointer + count).initialize(to: nil)
    }

    deinit {
        for index in 0..<count { unsafe free(pointer[index]) }
        unsafe pointer.deallocate()
    }
}
