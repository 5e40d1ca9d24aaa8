import Dispatch
import Foundation
import SwiftletEmulator
import Synchronization

/// Handles SIGINT and SIGTERM of the CLI: child processes are in their own process groups, so Ctrl-C does not reach them.
enum Interruption {
    /// Runs `body`; a signal kills all child processes and then exits this process.
    ///
    /// - Throws: The error of `body`.
    static func endingProcesses<Value>(_ body: () async throws -> Value) async rethrows -> Value {
        try await handling(end, body)
    }

    /// Runs `body` with a function that waits for the first signal.
    ///
    /// A second signal kills all child processes and then exits this process.
    ///
    /// - Throws: The error of `body`.
    static func afterFirst<Value>(
        _ body: (_ untilInterrupted: () async -> Void) async throws -> Value
    ) async rethrows -> Value {
        let (signals, announce) = AsyncStream<Int32>.makeStream()
        let isInterrupted = Atomic(false)
        let onSignal = { @Sendable (number: Int32) in
            if isInterrupted.exchange(true, ordering: .relaxed) { end(number) } else { announce.yield(number) }
        }
        return try await handling(onSignal) {
            try await body {
                for await _ in signals { return }
            }
        }
    }

    private static func end(_ number: Int32) {
        ChildProcess.killAll()
        exit(128 + number)
    }

    private static func handling<Value>(
        _ onSignal: @escaping @Sendable (Int32) -> Void,
        _ body: () async throws -> Value
    ) async rethrows -> Value {
        let sources = [SIGINT, SIGTERM, SIGHUP]
            .map { number in
                // A dispatch source receives a signal only if its default action is disabled.
                _ = signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler { onSignal(number) }
                source.resume()
                return (number, source)
            }
        defer {
            for (number, source) in sources {
                source.cancel()
                _ = signal(number, SIG_DFL)
            }
        }
        return try await body()
    }
}
