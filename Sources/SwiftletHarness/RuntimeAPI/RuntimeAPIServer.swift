internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Swiftlet
internal import SwiftletJSON
internal import SwiftletRuntime
internal import SwiftletTesting

/// The runtime API of one function process over HTTP, on a loopback port of its own.
struct RuntimeAPIServer: Sendable {
    private let server: LocalServer

    /// What `AWS_LAMBDA_RUNTIME_API` has to say.
    var address: String { "127.0.0.1:\(server.port)" }

    /// Starts to listen.
    ///
    /// - Throws: what binding a port throws.
    static func start(_ api: RuntimeAPI) async throws -> RuntimeAPIServer {
        let calls = RuntimeAPICalls(api: api)
        return RuntimeAPIServer(
            server: try await LocalServer.start { request, context in
                try await calls.respond(to: request, context)
            }
        )
    }

    /// Stops listening in a while, now that the process has ended.
    ///
    /// Not at once: SwiftNIO ends the program if a connection arrives in the moment of a
    /// [server's end](https://github.com/apple/swift-nio/issues/2637), and the last call of the process may still be on
    /// its way. Nor can the server serve another process, which would be taken for the first by that call.
    func retire() {
        Task.detached { [server] in
            try await Task.sleep(for: .seconds(1))
            await server.stop()
        }
    }
}

/// From HTTP requests to calls of the runtime API.
struct RuntimeAPICalls: Sendable {
    let api: RuntimeAPI

    func respond(to request: Hummingbird.Request, _ context: ConnectionContext) async throws -> Hummingbird.Response {
        let path = String(request.uri.path)
        switch (request.method, path) {
        case (.get, RuntimePath.next):
            return next(await api.next())
        case (.post, RuntimePath.initError):
            let body = try await collect(request)
            return reply(to: api.initError(failure(in: body.bytes, request.headers)))
        case (_, RuntimePath.restoreNext), (_, RuntimePath.restoreError):
            return refusal(404, "NotFound")
        default:
            break
        }
        let segments = path.dropFirst(RuntimePath.root.count).split(separator: "/")
        guard path.hasPrefix(RuntimePath.root), segments.count == 3, segments[0] == "invocation",
            let id = segments[1].removingPercentEncoding
        else { return refusal(404, "NotFound") }
        guard request.method == .post else { return refusal(405, "MethodNotAllowed") }
        switch segments[2] {
        case "response": return try await response(to: id, request, context)
        case "error":
            let body = try await collect(request)
            let answer = RuntimeAPI.Answer(error: failure(in: body.bytes, request.headers))
            return reply(to: api.answer(.error(id: id), for: id, answer))
        default: return refusal(404, "NotFound")
        }
    }

    private func response(
        to id: String,
        _ request: Hummingbird.Request,
        _ context: ConnectionContext
    ) async throws -> Hummingbird.Response {
        let mode = request.headers[field: RuntimeHeader.responseMode]
        let isStreaming = mode == RuntimeHeader.streaming
        guard mode == nil || isStreaming else { return reply(to: api.answer(.unknownMode(id: id), for: id)) }
        if isStreaming, let refusal = api.answer(.streamBegan(id: id), for: id) { return reply(to: refusal) }
        let body = try await collect(request)
        guard body.isComplete else { return reply(to: api.answer(.truncated(id: id), for: id)) }
        var answer = RuntimeAPI.Answer(bytes: body.bytes, contentType: request.headers[.contentType])
        guard isStreaming else {
            return reply(to: api.answer(.response(id: id, bytes: body.bytes.count), for: id, answer))
        }
        let fields = await context.trailers()
        if let type = fields[field: RuntimeHeader.errorType] {
            let bytes = fields[field: RuntimeHeader.errorBody].flatMap { Base64.decode($0) } ?? []
            answer.error =
                (try? JSON(parsing: bytes)).flatMap(FunctionFailure.init)
                ?? FunctionFailure(errorType: type, errorMessage: "The error's body in the trailers cannot be read.")
        }
        return reply(to: api.answer(.streamEnded(id: id, isFailure: answer.error != nil), for: id, answer))
    }

    /// The body, and whether all of it arrived.
    private func collect(_ request: Hummingbird.Request) async throws -> (bytes: [UInt8], isComplete: Bool) {
        var bytes: [UInt8] = []
        do {
            for try await part in request.body {
                bytes.append(contentsOf: part.readableBytesView)
            }
        } catch {
            return (bytes, false)
        }
        guard let length = request.headers[.contentLength].flatMap({ Int($0) }) else { return (bytes, true) }
        return (bytes, bytes.count == length)
    }

    private func failure(in body: [UInt8], _ headers: HTTPFields) -> FunctionFailure {
        if let failure = (try? JSON(parsing: body)).flatMap(FunctionFailure.init) { return failure }
        let type = headers[field: RuntimeHeader.errorType] ?? "Runtime.Unknown"
        return FunctionFailure(errorType: type, errorMessage: String(decoding: body.prefix(1000), as: UTF8.self))
    }

    private func next(_ delivery: RuntimeAPI.Delivery) -> Hummingbird.Response {
        switch delivery {
        case .event(let invocation):
            var headers = HTTPFields()
            for (name, value) in invocation.headers {
                if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
            }
            return Hummingbird.Response(
                status: .ok,
                headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: invocation.event))
            )
        case .refused(let status, let errorType): return refusal(status, errorType)
        case .gone: return refusal(500, "Gone")
        }
    }

    private func reply(to reply: RuntimeAPIState.Reply?) -> Hummingbird.Response {
        guard case .refused(let status, let errorType) = reply else {
            return json(.accepted, ["status": "OK"])
        }
        return refusal(status, errorType)
    }

    private func refusal(_ status: Int, _ errorType: String) -> Hummingbird.Response {
        let status = HTTPResponse.Status(code: status)
        return json(status, ["errorMessage": .string(status.reasonPhrase), "errorType": .string(errorType)])
    }

    private func json(_ status: HTTPResponse.Status, _ body: JSON) -> Hummingbird.Response {
        Hummingbird.Response(
            status: status,
            headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body.bytes))
        )
    }
}

extension HTTPFields {
    /// The value of a field of the runtime API.
    subscript(field name: String) -> String? {
        HTTPField.Name(name).flatMap { self[$0] }
    }
}
