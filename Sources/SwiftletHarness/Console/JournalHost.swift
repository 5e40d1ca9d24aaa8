import Swiftlet
import SwiftletGateway
import SwiftletServer

/// A function host that enters the invocations of another one in a journal.
struct JournalHost: FunctionHost {
    let host: any FunctionHost
    let journal: InvocationJournal
    /// Whether functions run in other processes, whose output is kept instead of log records.
    let readsOutput: Bool

    var functionNames: [String] { host.functionNames }

    func invoke(_ call: FunctionCall) async -> FunctionOutcome {
        var call = call
        let id = call.id
        let start = ContinuousClock.now
        if readsOutput {
            call.tail = call.tail ?? LogTail()
        } else {
            call.onLog = { [journal] event, metadata in
                let record = JournalEntry.LogRecord(
                    time: start.duration(to: .now),
                    level: event.level,
                    message: "\(event.message)",
                    metadata: metadata.mapValues { "\($0)" }
                )
                journal.log(record, of: id)
            }
        }
        let tail = readsOutput ? call.tail : nil
        let finish = { @Sendable [journal] (outcome: JournalEntry.Outcome) in
            journal.finish(id, outcome, after: start.duration(to: .now), output: tail?.bytes)
        }
        journal.start(call)
        let outcome = await host.invoke(call)
        switch outcome {
        case .response(let bytes): finish(.response(bytes))
        case .failure(let failure, _): finish(.failure(failure))
        case .stream(let stream): return .stream(relay(stream, finish))
        }
        return outcome
    }

    func stop() async throws {
        try await host.stop()
    }

    /// Passes on a streamed response and enters it in the journal when it ends.
    private func relay(
        _ stream: ResponseStream,
        _ finish: @escaping @Sendable (JournalEntry.Outcome) -> Void
    ) -> ResponseStream {
        let parts = ChunkChannel()
        Task {
            var kept: [UInt8] = []
            var isComplete = true
            var failure: FunctionFailure?
            do {
                while let part = try await stream.next() {
                    if kept.count + part.count <= JournalEntry.maximumStreamBytes, isComplete {
                        kept += part
                    } else {
                        isComplete = false
                    }
                    try await parts.send(part)
                }
                parts.finish(.success(()))
            } catch {
                isComplete = false
                failure = error is CancellationError ? nil : FunctionFailure(error)
                parts.finish(.failure(error))
            }
            finish(
                .stream(contentType: stream.contentType, bytes: kept, isComplete: isComplete, failure: failure)
            )
        }
        return ResponseStream(contentType: stream.contentType, parts: parts)
    }
}
