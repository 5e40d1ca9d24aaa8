import Foundation
import Synchronization

/// A program that a command runs, such as `swift` or `aws`.
package struct Tool: Sendable {
    /// The result of a program whose output was captured.
    package struct Result: Sendable {
        /// The exit code, or 128 plus the number of the signal that ended the program.
        package let status: Int32
        package let output: String
        package let errors: String
    }

    /// The path of the program.
    package let path: String
    /// The complete environment of the program.
    package var environment: [String: String]

    /// Creates a tool from the path of a program.
    ///
    /// - Parameters:
    ///   - path: The path of the program.
    ///   - environment: The complete environment of the program.
    package init(path: String, environment: [String: String]) {
        self.path = path
        self.environment = environment
    }

    /// Finds a program; `nil` if there is none.
    ///
    /// - Parameters:
    ///   - name: The name of the program on the `PATH`, or its path.
    ///   - environment: The complete environment of the program.
    package init?(_ name: String, environment: [String: String]) {
        let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        let candidates = name.contains("/") ? [name] : folders.map { "\($0)/\(name)" }
        guard let path = candidates.first(where: FileManager.default.isExecutableFile(atPath:)) else { return nil }
        self.init(path: path, environment: environment)
    }

    /// Runs the program in the foreground: it reads from the terminal, receives its signals, and writes to standard error.
    ///
    /// - Returns: The exit code, or 128 plus the number of the signal that ended the program.
    /// - Throws: ``PackagingError`` if it cannot be started.
    package func run(_ arguments: [String]) throws(PackagingError) -> Int32 {
        // Not `Process`, which starts programs in a process group of their own, where Ctrl-C does not reach them.
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        unsafe posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO)
        // This thread may block signals, which the child would inherit.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
        var variables = unsafe environment.map { unsafe strdup("\($0)=\($1)") } + [nil]
        defer {
            var pointers = unsafe words + variables
            while let pointer = unsafe pointers.popLast() { unsafe free(pointer) }
        }
        var id: pid_t = 0
        let failure = unsafe posix_spawn(&id, path, &actions, &attributes, &words, &variables)
        guard failure == 0 else {
            throw PackagingError(.toolFailed, "Cannot start \(path): \(unsafe String(cString: strerror(failure))).")
        }
        var status: Int32 = 0
        while unsafe waitpid(id, &status, 0) < 0, errno == EINTR {}
        // The macros of <sys/wait.h> are not imported.
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }

    /// Runs the program without input and captures its output.
    ///
    /// - Parameters:
    ///   - arguments: The arguments.
    ///   - limit: The number of seconds after which the program is killed.
    /// - Returns: The result.
    /// - Throws: ``PackagingError`` if it cannot be started.
    package func capture(_ arguments: [String], within limit: Int = 600) throws(PackagingError) -> Result {
        let process = Process()
        let output = Pipe()
        let errors = Pipe()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        do {
            try process.run()
        } catch {
            throw PackagingError(.toolFailed, "Cannot start \(path): \(error.localizedDescription)")
        }
        // The process group, so that no child keeps the pipes open.
        let id = process.processIdentifier
        let deadline = DispatchWorkItem { kill(-id, SIGKILL) }
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(limit), execute: deadline)
        let messages = Mutex(Data())
        let reader = DispatchWorkItem {
            let data = (try? errors.fileHandleForReading.readToEnd()) ?? Data()
            messages.withLock { $0 = data }
        }
        DispatchQueue.global().async(execute: reader)
        let data = (try? output.fileHandleForReading.readToEnd()) ?? Data()
        reader.wait()
        process.waitUntilExit()
        deadline.cancel()
        let isSignal = process.terminationReason == .uncaughtSignal
        return Result(
            status: isSignal ? 128 + process.terminationStatus : process.terminationStatus,
            output: String(decoding: data, as: UTF8.self),
            errors: String(decoding: messages.withLock { $0 }, as: UTF8.self)
        )
    }
}
