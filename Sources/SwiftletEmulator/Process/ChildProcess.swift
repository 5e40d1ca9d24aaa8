import Foundation
import SwiftletGateway
import SwiftletServer
import Synchronization

/// A child process in its own process group.
///
/// When it exits, the remaining processes of its group are killed.
package final class ChildProcess: Sendable {
    /// The destination of the process output.
    package enum Output: Sendable {
        /// The standard error of this process.
        case inherited
        /// Appended to a file.
        case file(String)
        /// A pipe, given the descriptor of its write end.
        case pipe(Int32)
    }

    private struct Progress {
        var hasEnded = false
        /// The peak memory usage when the process was killed by the CLI.
        var peakMemory: Int?
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    /// The description of a successful exit.
    package static let success = "exit status 0"

    private static let living = Mutex<[pid_t: ChildProcess]>([:])

    private let id: pid_t
    private let lifeline: Lifeline?
    private let progress = Mutex(Progress())

    private init(id: pid_t, lifeline: Lifeline?) {
        self.id = id
        self.lifeline = lifeline
    }

    /// Starts an executable.
    ///
    /// - Parameters:
    ///   - program: The path of the executable.
    ///   - arguments: Its arguments.
    ///   - environment: The complete environment.
    ///   - output: The destination of its output.
    ///   - endsWithParent: Whether it is terminated when this process exits in any way, including SIGKILL.
    ///   - onEnd: Receives a description of the exit status, such as `exit status 1`.
    /// - Returns: The process.
    /// - Throws: ``EmulatorError`` if it cannot be started.
    package static func start(
        program: String,
        arguments: [String] = [],
        environment: [String: String],
        output: Output,
        endsWithParent: Bool = false,
        onEnd: @escaping @Sendable (_ how: String) -> Void
    ) throws(EmulatorError) -> ChildProcess {
        let lifeline = endsWithParent ? try Lifeline() : nil
        defer { lifeline?.closeReadEnd() }
        let command = [program] + arguments
        let (status, id) = spawn(
            endsWithParent ? Lifeline.command(command) : command,
            environment: environment,
            input: lifeline?.readEnd,
            output: output
        )
        guard status == 0 else {
            let reason = unsafe String(cString: strerror(status))
            throw EmulatorError("Cannot start \(program): \(reason).")
        }
        let child = ChildProcess(id: id, lifeline: lifeline)
        living.withLock { $0[id] = child }
        // `waitpid` blocks, so it runs on a thread of its own.
        Thread.detachNewThread {
            var information = unsafe siginfo_t()
            while unsafe waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
            let status = child.end()
            onEnd(description(of: status))
        }
        return child
    }

    /// Whether the process is running.
    var isRunning: Bool { progress.withLock { !$0.hasEnded } }

    /// The peak memory usage in bytes, up to now or until the process was killed by the CLI.
    ///
    /// `nil` for a process that exited by itself: the `ru_maxrss` of a child includes the memory of its parent, since
    /// [exec does not reset it](https://man7.org/linux/man-pages/man2/getrusage.2.html).
    var peakMemory: Int? {
        // Under the lock, since the process id may be reused after the process was reaped.
        progress.withLock { $0.peakMemory ?? ($0.hasEnded ? nil : ProcessMemory.peakBytes(of: id)) }
    }

    /// Sends SIGTERM.
    package func terminate() {
        // Under the lock, since the process id may be reused after the process was reaped.
        progress.withLock { progress in
            if !progress.hasEnded { _ = Foundation.kill(id, SIGTERM) }
        }
    }

    /// Sends SIGINT to the process group.
    package func interrupt() {
        progress.withLock { progress in
            if !progress.hasEnded { _ = Foundation.kill(-id, SIGINT) }
        }
    }

    /// Sends SIGKILL to the process group.
    package func kill() {
        progress.withLock { progress in
            guard !progress.hasEnded else { return }
            progress.peakMemory = ProcessMemory.peakBytes(of: id) ?? progress.peakMemory
            _ = Foundation.kill(-id, SIGKILL)
        }
    }

    /// Kills all child processes.
    package static func killAll() {
        for child in living.withLock({ Array($0.values) }) {
            child.kill()
        }
    }

    /// Waits until the process exits.
    func waitForEnd() async {
        await withCheckedContinuation { continuation in
            let hasEnded = progress.withLock { progress in
                if !progress.hasEnded { progress.waiting.append(continuation) }
                return progress.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
    }

    /// Reaps the exited process and kills the rest of its process group.
    private func end() -> Int32 {
        // Before reaping: afterwards the process id may be reused.
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
        // The macros of <sys/wait.h> are not imported.
        let signal = status & 0x7F
        guard signal != 0 else { return "exit status \(status >> 8 & 0xFF)" }
        return "signal: \(unsafe String(cString: strsignal(signal)).lowercased())"
    }

    /// The open file descriptors; closing one in the child that has been closed in the meantime is harmless.
    private static var openDescriptors: [Int32] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        return names?.compactMap { Int32($0) } ?? []
    }

    /// Starts a command, with an open descriptor as its standard input; otherwise it is empty.
    private static func spawn(
        _ command: [String],
        environment: [String: String],
        input: Int32?,
        output: Output
    ) -> (status: Int32, id: pid_t) {
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        if let input {
            unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
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
        // The child must not inherit the servers' sockets.
        for descriptor in openDescriptors where descriptor > 2 {
            unsafe posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        // Signal dispositions and the signal mask are reset for the child.
        var signals = sigset_t()
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
        var arguments = unsafe command.map { unsafe strdup($0) } + [nil]
        var variables = unsafe environment.map { unsafe strdup("\($0)=\($1)") } + [nil]
        defer {
            var pointers = unsafe arguments + variables
            while let pointer = unsafe pointers.popLast() { unsafe free(pointer) }
        }
        var id: pid_t = 0
        let status = unsafe posix_spawn(&id, command[0], &actions, &attributes, &arguments, &variables)
        return (status, id)
    }
}
