internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Swiftlet
internal import SwiftletJSON
internal import SwiftletRuntime
internal import SwiftletTesting
internal import Synchronization

/// The runtime API over HTTP, on a loopback port of its own, for one function process after the other.
///
/// A server is never stopped, but lent again: SwiftNIO ends the program if a connection arrives at the wrong moment of a
/// [server's end](https://github.com/apple/swift-nio/issues/2637).
final class RuntimeAPIServer: Sendable {
    private static let idle = Mutex<[RuntimeAPIServer]>([])

    /// What `AWS_LAMBDA_RUNTIME_API` has to say.
    let address: String
    private let api: CurrentAPI

    private init(address: String, api: CurrentAPI) {
        self.address = address
        self.api = api
    }

    /// Lends a server for an API, until it is given back.
    ///
    /// - Returns: a server that listens.
    /// - Throws: what binding a port throws.
    static func lend(_ api: RuntimeAPI) async throws -> RuntimeAPIServer {
        if let server = idle.withLock({ $0.popLast() }) {
            server.api.set(api)
            return server
        }
        let current = CurrentAPI()
        current.set(api)
        let server = try await LocalServer.start { request, context in
            guard let api = current.api else { return RuntimeAPICalls.refusal(403, "InvalidStateTransition") }
            return try await RuntimeAPICalls(api: api).respond(to: request, context)
        }
        return RuntimeAPIServer(address: "127.0.0.1:\(server.port)", api: current)
    }

    /// Gives the server back: its process has ended.
    func giveBack() {
        api.set(nil)
        Self.idle.withLock { $0.append(self) }
    }

    private final class CurrentAPI: Sendable {
        private let current = Mutex<RuntimeAPI?>(nil)

        var api: RuntimeAPI? { current.withLock { $0 } }

        func set(_ api: RuntimeAPI?) {
            current.withLock { $0 = api }
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
            return Self.refusal(404, "NotFound")
        default:
            break
        }
        let segments = path.dropFirst(RuntimePath.root.count).split(separator: "/")
        guard path.hasPrefix(RuntimePath.root), segments.count == 3, segments[0] == "invocation",
            let id = segments[1].removingPercentEncoding
        else { return Self.refusal(404, "NotFound") }
        guard request.method == .post else { return Self.refusal(405, "MethodNotAllowed") }
        switch segments[2] {
        case "response": return try await response(to: id, request, context)
        case "error":
            let body = try await collect(request)
            let answer = RuntimeAPI.Answer(error: failure(in: body.bytes, request.headers))
            return reply(to: api.answer(.error(id: id), for: id, answer))
        default: return Self.refusal(404, "NotFound")
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
        case .refused(let status, let errorType): return Self.refusal(status, errorType)
        case .gone: return Self.refusal(500, "Gone")
        }
    }

    private func reply(to reply: RuntimeAPIState.Reply?) -> Hummingbird.Response {
        guard case .refused(let status, let errorType) = reply else {
            return Self.json(.accepted, ["status": "OK"])
        }
        return Self.refusal(status, errorType)
    }

    static func refusal(_ status: Int, _ errorType: String) -> Hummingbird.Response {
        let status = HTTPResponse.Status(code: status)
        return json(status, ["errorMessage": .string(status.reasonPhrase), "errorType": .string(errorType)])
    }

    private static func json(_ status: HTTPResponse.Status, _ body: JSON) -> Hummingbird.Response {
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
