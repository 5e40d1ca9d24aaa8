import Swiftlet
import Testing

@Suite struct BodyStreamTests {
    @Test(.timeLimit(.minutes(1))) func `collecting an endless stream stops when the task is cancelled`() async {
        let body = BodyStream { write in
            while true {
                try await write([97])
                await Task.yield()
            }
        }
        let task = Task { try await body.collect() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
