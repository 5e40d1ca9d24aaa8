import Foundation
import Synchronization

/// A process that was started here, in a process group of its own.
///
/// Its end is the end of itself, whatever it has started in turn and left behind: that is killed with it.
final class ChildProcess: Sendable {
    /// Where the output of a process goes.
    enum Output: Sendable {
        /// To the standard error of this process.
        case inherited
        /// To the end of a file.
        case file(String)
        /// Into a pipe, by the descriptor of its end to write to.
        case pipe(Int32)
    }

    private struct Progress {
        var hasEnded = false
        /// The most memory the process had in use when it was killed from here.
        var peakMemory: Int?
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private static let living = Mutex<[pid_t: ChildProcess]>([:])

    private let id: pid_t
    private let progress = Mutex(Progress())

    private init(id: pid_t) {
        self.id = id
    }

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - program: its path.
    ///   - environment: all of its environment.
    ///   - output: where its output goes.
    ///   - onEnd: receives how the process has ended, such as `exit status 1`.
    /// - Returns: the process.
    /// - Throws: ``HarnessError`` if it cannot be started.
    static func start(
        program: String,
        environment: [String: String],
        output: Output,
        onEnd: @escaping @Sendable (_ how: String) -> Void
    ) throws(HarnessError) -> ChildProcess {
        let (status, id) = spawn(program, environment, output)
        guard status == 0 else {
            let reason = unsafe String(cString: strerror(status))
            throw HarnessError(.unavailable, "\(program) cannot be started: \(reason).")
        }
        let child = ChildProcess(id: id)
        living.withLock { $0[id] = child }
        // Waiting for a process blocks, so it has a thread; the status comes once, to this one.
        Thread.detachNewThread {
            var information = unsafe siginfo_t()
            while unsafe waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
            let status = child.end()
            onEnd(description(of: status))
        }
        return child
    }

    /// Whether the process has not ended.
    var isRunning: Bool { progress.withLock { !$0.hasEnded } }

    /// The most memory the process has had in use, in bytes: so far, or until it was killed from here.
    ///
    /// `nil` for a process that has ended by itself: the `ru_maxrss` that its parent receives covers the parent's own memory
    /// too, as [exec does not reset it](https://man7.org/linux/man-pages/man2/getrusage.2.html).
    var peakMemory: Int? {
        // Under the lock, as a signal is sent: the id is this process's only until its end.
        progress.withLock { $0.peakMemory ?? ($0.hasEnded ? nil : ProcessMemory.peakBytes(of: id)) }
    }

    /// Asks the process to end.
    func terminate() {
        // Under the lock, so that the id still is this process's: it may be another's as soon as the status is taken.
        progress.withLock { progress in
            if !progress.hasEnded { _ = Foundation.kill(id, SIGTERM) }
        }
    }

    /// Ends the process and what it has started.
    func kill() {
        progress.withLock { progress in
            guard !progress.hasEnded else { return }
            progress.peakMemory = ProcessMemory.peakBytes(of: id) ?? progress.peakMemory
            _ = Foundation.kill(-id, SIGKILL)
        }
    }

    /// Ends every process that was started here.
    static func killAll() {
        for child in living.withLock({ Array($0.values) }) {
            child.kill()
        }
    }

    /// Waits for the end.
    func waitForEnd() async {
        await withCheckedContinuation { continuation in
            let hasEnded = progress.withLock { progress in
                if !progress.hasEnded { progress.waiting.append(continuation) }
                return progress.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
    }

    /// Takes the status of the process, which has ended, and kills what it has left behind.
    private func end() -> Int32 {
        // Before its status is taken: afterwards the id may be that of another one.
        Self.living.withLock { $0[id] = nil }
        let (status, waiting) = progress.withLock { progress in
            progress.hasEnded = true
            _ = Foundation.kill(-id, SIGKILL)
            var status: Int32 = 0
            while unsafe waitpid(id, &status, 0) < 0, errno == EINTR {}
            defer { progress.waiting = [] }
            return (status, progress.waiting)
        }
        for continuation in waiting {
            continuation.resume()
        }
        return status
    }

    private static func description(of status: Int32) -> String {
        // The macros of <sys/wait.h>, which are not imported.
        let signal = status & 0x7F
        guard signal != 0 else { return "exit status \(status >> 8 & 0xFF)" }
        return "signal: \(unsafe String(cString: strsignal(signal)).lowercased())"
    }

    /// What is open in this process; closing there what meanwhile is closed here is no error.
    private static var openDescriptors: [Int32] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        return names?.compactMap { Int32($0) } ?? []
    }

    private static func spawn(
        _ program: String,
        _ environment: [String: String],
        _ output: Output
    ) -> (status: Int32, id: pid_t) {
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        switch output {
        case .file(let path):
            unsafe posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
            unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        case .pipe(let descriptor):
            unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, 1)
            unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, 2)
        case .inherited:
            unsafe posix_spawn_file_actions_adddup2(&actions, 2, 1)
        }
        // Sockets of the servers here are nothing for the process.
        for descriptor in openDescriptors where descriptor > 2 {
            unsafe posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        // What is ignored or blocked here is not there.
        var signals = sigset_t()
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
        var arguments = unsafe [strdup(program), nil]
        var variables = unsafe environment.map { unsafe strdup("\($0)=\($1)") } + [nil]
        defer {
            var pointers = unsafe arguments + variables
            while let pointer = unsafe pointers.popLast() { unsafe free(pointer) }
        }
        var id: pid_t = 0
        let status = unsafe posix_spawn(&id, program, &actions, &attributes, &arguments, &variables)
        return (status, id)
    }
}
