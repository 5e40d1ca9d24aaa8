import Hummingbird
import Swiftlet
import Synchronization

/// The background work of a request, which starts once its response was sent.
///
/// The work starts also if the connection is closed before, so that the response is released without being sent.
final class ServedTasks: Sendable {
    private let request: ServedRequest
    private let isStarted = Atomic(false)

    private init(_ request: ServedRequest) {
        self.request = request
    }

    deinit {
        start()
    }

    /// Returns the response, after which the background work of the request runs and the request ends.
    static func following(_ response: Hummingbird.Response, of request: ServedRequest) -> Hummingbird.Response {
        guard request.hasBackgroundWork else {
            request.end()
            return response
        }
        let tasks = ServedTasks(request)
        let body = response.body
        var result = response
        result.body = ResponseBody(contentLength: body.contentLength) { writer in
            defer { tasks.start() }
            try await body.write(writer)
        }
        // A response to HEAD has the length of the response to GET.
        result.headers[.contentLength] = response.headers[.contentLength]
        return result
    }

    private func start() {
        guard !isStarted.exchange(true, ordering: .relaxed) else { return }
        request.runBackgroundWork()
    }
}
