import HTTPTypes
import Hummingbird
import Swiftlet
import SwiftletGateway
import SwiftletIO
import SwiftletServer

/// Forwards requests to the process of the app.
///
/// A request waits while there is no process. One that fails because the process crashes receives the message of the crash:
/// browsers as a page, other clients as JSON.
struct WatchProxy: Sendable {
    /// The time for the process to exit after it has closed a connection.
    private static let exitLimit = Duration.seconds(5)

    let supervisor: AppSupervisor

    /// Handles one request.
    ///
    /// - Throws: An error if the request is aborted.
    func respond(
        to request: Hummingbird.Request,
        _ connection: ConnectionContext
    ) async throws -> Hummingbird.Response {
        // Larger bodies are rejected by the app's process, which does not read their contents.
        let limit = GatewayLimits.largestBodyBytes
        let body = try await request.collectBody(atMost: limit) ?? [UInt8](repeating: 0, count: limit + 1)
        let response = try await response(to: request.head, body: body, client: connection.clientAddress)
        return HTTPTranslation.response(response, to: request.method)
    }

    private func response(to head: HTTPRequest, body: [UInt8], client: String?) async throws -> Swiftlet.Response {
        let version = await supervisor.version
        if head.headerFields[.watchVersion] != nil { return .text("\(version)") }
        let page = WatchPage(request: head, version: version)
        let failure = await supervisor.failure
        if let failure, page.replacesResponse { return page.response(failure, .internalServerError) }
        let line = "\(head.method) \(head.path ?? "/")"
        guard let lease = await supervisor.lease(line) else {
            let failure = await supervisor.failure ?? WatchFailure(title: "The app is shutting down")
            return page.response(failure, .serviceUnavailable)
        }
        do {
            let forwarded = Self.forwarded(head, body: body, client: client, to: lease.process.url)
            let stream = try await lease.process.client.stream(forwarded)
            var response = try await Self.response(stream, to: head.method, lease: lease)
            if failure != nil { response.headers[.watchBuild] = "failed" }
            return response
        } catch let error as HTTPClientError {
            return page.response(await Self.failure(error, lease: lease, line: line), .badGateway)
        }
    }

    private static func forwarded(
        _ head: HTTPRequest,
        body: [UInt8],
        client: String?,
        to url: String
    ) -> HTTPClientRequest {
        let path = head.path ?? "/"
        var headers = HTTPTranslation.endToEndFields(head.headerFields)
        headers[field: "Host"] = head.authority
        headers[.watchClient] = client
        let hasBody = !body.isEmpty || head.headerFields[.contentLength] != nil
        return HTTPClientRequest(
            method: head.method,
            url: url + (path.hasPrefix("/") ? path : "/" + path),
            headers: headers,
            body: hasBody ? .bytes(body) : .none
        )
    }

    /// The response of the app's process, which is streamed if it has no length.
    private static func response(
        _ stream: HTTPClientStream,
        to method: HTTPRequest.Method,
        lease: AppProcess.Lease
    ) async throws -> Swiftlet.Response {
        var response = Swiftlet.Response(stream.status, headers: stream.headers)
        guard stream.headers[.contentLength] == nil, response.carriesBody(to: method) else {
            var bytes: [UInt8] = []
            for try await part in stream.body { bytes += part }
            response.body = .bytes(bytes)
            return response
        }
        // Clients of event streams reconnect by themselves; all other responses are finished.
        let endsOnRetire = stream.headers[.contentType]?.hasPrefix("text/event-stream") == true
        response.body = .stream(
            BodyStream { write in
                let reading = Task {
                    for try await part in stream.body { try await write(part) }
                }
                if endsOnRetire { lease.onRetire { reading.cancel() } }
                do {
                    try await withTaskCancellationHandler {
                        try await reading.value
                    } onCancel: {
                        reading.cancel()
                    }
                } catch is CancellationError where endsOnRetire && lease.process.isRetired {
                    return
                }
            }
        )
        return response
    }

    private static func failure(
        _ error: HTTPClientError,
        lease: AppProcess.Lease,
        line: String
    ) async -> WatchFailure {
        let crash = Promise<CrashReport?>()
        Task { crash.resolve(await lease.process.ended.value) }
        Task {
            try? await Task.sleep(for: exitLimit)
            crash.resolve(nil)
        }
        guard let report = await crash.value else {
            return WatchFailure(title: "The app did not respond: \(error.message)", request: line)
        }
        return WatchFailure(report, request: line)
    }
}
