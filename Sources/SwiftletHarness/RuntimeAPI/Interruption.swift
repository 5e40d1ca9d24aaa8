internal import Dispatch
internal import Foundation

/// What happens to the processes that were started here when the tool is interrupted: they are in groups of their own,
/// where Ctrl-C does not reach them.
enum Interruption {
    /// Ends all processes, and then this one, if a signal to end comes while `body` runs.
    ///
    /// - Throws: what `body` throws.
    static func endingProcesses<Value>(_ body: () async throws -> Value) async rethrows -> Value {
        let sources = [SIGINT, SIGTERM, SIGHUP]
            .map { number in
                // A dispatch source sees a signal only where its own action does not come first.
                _ = signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler {
                    ChildProcess.killAll()
                    exit(128 + number)
                }
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
