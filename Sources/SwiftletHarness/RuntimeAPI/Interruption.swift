import Dispatch
import Foundation

/// What happens to the processes that were started here when the tool is interrupted: they are in groups of their own,
/// where Ctrl-C does not reach them.
enum Interruption {
    /// Ends all processes, and then this one, if a signal to end comes while `body` runs.
    ///
    /// - Throws: what `body` throws.
    static func endingProcesses<Value>(_ body: () async throws -> Value) async rethrows -> Value {
        try await handling(end, body)
    }

    /// Runs `body` with something to wait for, the first signal to end.
    ///
    /// A second one ends all processes, and then this one.
    ///
    /// - Throws: what `body` throws.
    static func afterFirst<Value>(
        _ body: (_ untilInterrupted: () async -> Void) async throws -> Value
    ) async rethrows -> Value {
        let (signals, announce) = AsyncStream<Int32>.makeStream()
        let first = Once()
        let onSignal = { @Sendable (number: Int32) in
            if first.take() { announce.yield(number) } else { end(number) }
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
                // A dispatch source sees a signal only where its own action does not come first.
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
