import Foundation
import HTTPTypes
package import Hummingbird
package import Swiftlet
import SwiftletJSON
import SwiftletRuntime
package import SwiftletServer

/// Handles HTTP requests to the runtime API.
package struct RuntimeAPIRoutes: Sendable {
    let api: RuntimeAPI
    /// Whether a process that failed to initialize is replaced by one with another runtime API.
    let replacesFailedStarts: Bool
    /// The function's name, for extensions.
    let functionName: String
    /// The function's handler, for extensions.
    let handler: String
    /// Whether the process is restored from a snapshot, as soon as it asks for it.
    let restores: Bool
    /// Receives the error of a failed init phase.
    let onFailedStart: @Sendable (FunctionFailure) -> Void

    /// Creates the routes.
    ///
    /// - Parameters:
    ///   - api: The runtime API.
    ///   - replacesFailedStarts: Whether a process that failed to initialize is replaced by one with another runtime API.
    ///   - functionName: The function's name, for extensions.
    ///   - handler: The function's handler, for extensions.
    ///   - restores: Whether the process is restored from a snapshot, as soon as it asks for it.
    ///   - onFailedStart: Receives the error of a failed init phase.
    package init(
        api: RuntimeAPI,
        replacesFailedStarts: Bool,
        functionName: String = "function",
        handler: String = "app",
        restores: Bool = false,
        onFailedStart: @escaping @Sendable (FunctionFailure) -> Void = { _ in }
    ) {
        self.api = api
        self.replacesFailedStarts = replacesFailedStarts
        self.functionName = functionName
        self.handler = handler
        self.restores = restores
        self.onFailedStart = onFailedStart
    }

    package func respond(to request: Hummingbird.Request, _ context: ConnectionContext) async throws
        -> Hummingbird.Response
    {
        let path = String(request.uri.path)
        switch (request.method, path) {
        case (.get, RuntimePath.next):
            return await next(context)
        case (.get, RuntimePath.restoreNext) where restores:
            return Hummingbird.Response(status: .ok)
        case (.post, RuntimePath.initError),
            (.post, RuntimePath.restoreError) where restores || path == RuntimePath.initError:
            let body = await collect(request)
            let result = errorReport(body.bytes, request.headers)
            if let failure = result.error { onFailedStart(failure) }
            return reply(to: api.initError(result, isEnd: replacesFailedStarts))
        case (.post, ExtensionPath.register):
            return await registerExtension(request, context)
        case (.get, ExtensionPath.next):
            return await extensionNext(request, context)
        case (.post, ExtensionPath.initError), (.post, ExtensionPath.exitError):
            return extensionError(request, isInit: path == ExtensionPath.initError)
        case (_, RuntimePath.restoreNext), (_, RuntimePath.restoreError):
            return errorResponse(404, "NotFound")
        default:
            break
        }
        let segments = path.dropFirst(RuntimePath.root.count).split(separator: "/")
        guard path.hasPrefix(RuntimePath.root), segments.count == 3, segments[0] == "invocation",
            let id = segments[1].removingPercentEncoding
        else { return errorResponse(404, "NotFound") }
        guard request.method == .post else { return errorResponse(405, "MethodNotAllowed") }
        if let nonce = request.headers[field: RuntimeHeader.invocationID], api.isStale(nonce, for: id) {
            return reply(to: api.complete(.stale(id: id), for: id))
        }
        switch segments[2] {
        case "response": return try await response(to: id, request, context)
        case "error":
            let body = await collect(request)
            return reply(to: api.complete(.error(id: id), for: id, errorReport(body.bytes, request.headers)))
        default: return errorResponse(404, "NotFound")
        }
    }

    private func response(
        to id: String,
        _ request: Hummingbird.Request,
        _ context: ConnectionContext
    ) async throws -> Hummingbird.Response {
        let mode = request.headers[field: RuntimeHeader.responseMode]
        let isStreaming = mode == RuntimeHeader.streaming
        guard mode == nil || isStreaming else { return reply(to: api.complete(.unknownMode(id: id), for: id)) }
        let contentType = request.headers[.contentType]
        guard isStreaming else {
            let body = await collect(request)
            guard body.isComplete else { return reply(to: api.complete(.truncated(id: id), for: id)) }
            let result = RuntimeAPI.ReportedResult(bytes: body.bytes, contentType: contentType)
            return reply(to: api.complete(.response(id: id, bytes: body.count), for: id, result))
        }
        let body: Body
        switch api.beginStream(id, contentType: contentType) {
        case .rejected(let rejection): return reply(to: rejection)
        case .collect:
            body = await collect(request)
            if body.count > api.limits.maximumBytes { return reply(to: api.complete(.streamTooLarge(id: id), for: id)) }
        case .forward(let parts):
            body = await forward(request, to: parts)
            // The rest is not read, so that a function that streams endlessly receives the reply.
            if body.count > api.limits.maximumStreamedBytes {
                return reply(to: api.complete(.streamTooLarge(id: id), for: id))
            }
        }
        guard body.isComplete else { return reply(to: api.complete(.truncated(id: id), for: id)) }
        var result = RuntimeAPI.ReportedResult(bytes: body.bytes, contentType: contentType)
        let fields = await context.watch()?.takeTrailers() ?? [:]
        if let field = fields[field: RuntimeHeader.errorType] {
            let type = RuntimeFailure.reportedType(field)
            let bytes = fields[field: RuntimeHeader.errorBody].flatMap { Base64.decode($0) } ?? []
            result.error =
                (try? JSON(parsing: bytes)).flatMap(FunctionFailure.init)
                ?? FunctionFailure(errorType: type, errorMessage: "The error body in the trailers is not valid.")
            result.errorPayload = bytes.isEmpty ? nil : bytes
        }
        return reply(to: api.complete(.streamEnded(id: id, isFailure: result.error != nil), for: id, result))
    }

    /// A received request body.
    private struct Body {
        /// The stored bytes, up to the limit.
        var bytes: [UInt8] = []
        /// The received number of bytes.
        var count = 0
        /// Whether the body is complete.
        var isComplete = true
    }

    /// Reads the whole body, and stores at most one byte more than the limit.
    private func collect(_ request: Hummingbird.Request) async -> Body {
        let limit = api.limits.maximumBytes + 1
        var body = Body()
        do {
            for try await part in request.body {
                body.count += part.readableBytes
                if body.bytes.count < limit { body.bytes.append(contentsOf: part.readableBytesView) }
            }
        } catch {
            body.isComplete = false
        }
        check(&body, against: request)
        return body
    }

    /// Forwards the chunks of a body up to the limit; within it, the whole body is read even if the consumer has gone.
    private func forward(_ request: Hummingbird.Request, to parts: ChunkChannel) async -> Body {
        var body = Body()
        var isWanted = true
        do {
            for try await part in request.body {
                body.count += part.readableBytes
                guard body.count <= api.limits.maximumStreamedBytes else { return body }
                guard isWanted else { continue }
                do {
                    try await parts.send(Array(part.readableBytesView))
                } catch {
                    isWanted = false
                }
            }
        } catch {
            body.isComplete = false
        }
        check(&body, against: request)
        return body
    }

    private func check(_ body: inout Body, against request: Hummingbird.Request) {
        guard let length = request.headers[.contentLength].flatMap({ Int($0) }) else { return }
        body.isComplete = body.isComplete && body.count == length
    }

    private func errorReport(_ body: [UInt8], _ headers: HTTPFields) -> RuntimeAPI.ReportedResult {
        let isObject = (try? JSON(parsing: body))?.object != nil
        let type = RuntimeFailure.reportedType(headers[field: RuntimeHeader.errorType])
        let failure =
            (try? JSON(parsing: body)).flatMap(FunctionFailure.init)
            ?? FunctionFailure(errorType: type, errorMessage: String(decoding: body.prefix(1000), as: UTF8.self))
        return RuntimeAPI.ReportedResult(error: failure, errorPayload: isObject ? body : nil, reportedType: type)
    }

    private func next(_ context: ConnectionContext) async -> Hummingbird.Response {
        let poll = api.makePoll()
        let watch = await context.watch()
        if let watch { watch.onClose { api.pollClosed(poll) } } else { api.pollClosed(poll) }
        let connection = api.isExternal ? watch?.number : nil
        if let connection { watch?.onEnd(ConnectionWatch.process) { api.connectionClosed(connection) } }
        let result = await api.next(poll, on: connection)
        watch?.onClose(nil)
        switch result {
        case .event(let invocation, let nonce, let deadline):
            guard watch?.isClosed == false else {
                api.undelivered(invocation.id)
                return errorResponse(500, "Gone")
            }
            var headers = HTTPFields()
            for (name, value) in invocation.headers(nonce: nonce, deadline: deadline) {
                if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
            }
            return Hummingbird.Response(
                status: .ok,
                headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: invocation.event))
            )
        case .rejected(let status, let errorType): return errorResponse(status, errorType)
        case .gone: return errorResponse(500, "Gone")
        }
    }

    func reply(to reply: RuntimeAPIState.ResponseStatus?) -> Hummingbird.Response {
        guard case .rejected(let status, let errorType) = reply else {
            return json(.accepted, ["status": "OK"])
        }
        return errorResponse(status, errorType)
    }

    func errorResponse(_ status: Int, _ errorType: String) -> Hummingbird.Response {
        let status = HTTPResponse.Status(code: status)
        return json(status, ["errorMessage": .string(status.reasonPhrase), "errorType": .string(errorType)])
    }

    func json(_ status: HTTPResponse.Status, _ body: JSON) -> Hummingbird.Response {
        Hummingbird.Response(
            status: status,
            headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body.bytes))
        )
    }
}
