import Foundation

/// Terminates a child process when this process exits in any way, including SIGKILL.
///
/// A shell starts the program, after a process in its group that waits until the other end of a pipe is closed. Only this
/// process has that end, so the kernel closes it. `PR_SET_PDEATHSIG` would not do: it applies to the thread that started the
/// child, and not to the children of the child.
final class Lifeline: Sendable {
    /// The program gets SIGTERM and, if its group still exists after 5 seconds, SIGKILL.
    private static let script = """
        exec 3<&0
        { trap '' INT TERM; read -r _ <&3; kill -TERM 0; sleep 5; kill -KILL 0; } >/dev/null 2>&1 &
        exec "$0" "$@" </dev/null 3<&-
        """

    /// The standard input of the shell.
    let readEnd: Int32
    private let writeEnd: Int32

    /// - Throws: ``EmulatorError`` if no file descriptor is available.
    init() throws(EmulatorError) {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else {
            let reason = unsafe String(cString: strerror(errno))
            throw EmulatorError("Cannot create a pipe for a process: \(reason).")
        }
        // The descriptors must not be inherited by other processes.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        _ = close(writeEnd)
    }

    /// Closes the end that only the child needs.
    func closeReadEnd() {
        _ = close(readEnd)
    }

    /// The command that starts another one, given the path and the arguments of a program.
    static func command(_ command: [String]) -> [String] {
        ["/bin/sh", "-c", Self.script] + command
    }
}
