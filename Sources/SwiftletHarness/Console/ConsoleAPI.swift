import HTTPTypes
import Swiftlet
import SwiftletFixtures
import SwiftletGateway
import SwiftletJSON

/// The JSON API of the console.
///
/// | request | response |
/// |---|---|
/// | `GET invocations` | the app, and the summaries of all invocations, oldest first |
/// | `DELETE invocations` | removes all invocations |
/// | `POST invocations` | sends `{"request", "shape"}` or `{"event", "handler"}`; the ID of the invocation |
/// | `GET invocations/ID` | the details; with `?secrets=shown` unmasked and with complete bodies |
/// | `GET invocations/ID/event` | the event, with `?shape=` in another shape |
/// | `POST invocations/ID/again` | sends the event again; the ID of the new invocation |
/// | `GET invocations/ID/fixture` | the proposed folder |
/// | `POST invocations/ID/fixture` | saves it as an event file in `{"folder"}`; the names of the files |
/// | `GET stream` | server-sent events: the summary of each invocation that starts or ends |
/// | `GET catalog`, `endpoints/NAME`, `sources/NAME` | what the forms need |
/// | `GET token` | the latest access token of a response |
struct ConsoleAPI: Sendable {
    /// What the page needs to know about the server.
    struct Server: Sendable {
        /// The name of the CLI.
        let name: String
        /// The shape of the events.
        let shape: HTTPEventShape
        /// The function binary; `nil` if the app runs in this process.
        var program: String?
        /// The URL of the Invoke API, if it is served.
        var invokeURL: String?
        /// Whether responses are streamed.
        var streams = false
    }

    let app: App
    let host: any FunctionHost
    let gateway: any RequestGateway
    let journal: InvocationJournal
    let server: Server
    /// The environment of the app.
    let variables: [String: String]
    /// The path of the folder below which event files are saved.
    var root = "."

    private var fixture: InvocationFixture { InvocationFixture(app: app, variables: variables, root: root) }

    /// Responds to a request.
    ///
    /// - Parameters:
    ///   - request: The request, which is allowed to use the API.
    ///   - path: The path below that of the API.
    /// - Returns: The response; an error is `{"message": …}`.
    func respond(to request: Request, at path: String) async -> Response {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
            .map { PercentCoding.decode(String($0)) }
        do {
            return try await route(request, segments)
        } catch let error as ConsoleError {
            return error.response
        } catch {
            return ConsoleError(.internalServerError, "\(error)").response
        }
    }

    private func route(_ request: Request, _ segments: [String]) async throws -> Response {
        let catalog = ConsoleCatalog(app: app, shape: server.shape)
        switch (request.method, segments.first ?? "", segments.count) {
        case (.get, "stream", 1): return stream()
        case (.get, "catalog", 1): return .json(catalog.json.bytes)
        case (.get, "endpoints", 2): return .json(try catalog.endpoint(segments[1]).bytes)
        case (.get, "sources", 2): return .json(try catalog.event(of: segments[1]).serialized(pretty: true))
        case (.get, "token", 1): return .json((["token": latestToken.map(JSON.string) ?? nil] as JSON).bytes)
        case (.get, "invocations", 1): return .json(overview.bytes)
        case (.delete, "invocations", 1):
            journal.removeAll()
            return Response(.noContent)
        case (.post, "invocations", 1): return try await send(try Self.json(request), from: request)
        case (.get, "invocations", 2): return .json(try view(segments[1], request).details.bytes)
        case (let method, "invocations", 3):
            return try await respond(to: request, method, try entry(segments[1]), segments[2])
        default: throw ConsoleError.notFound("The resource")
        }
    }

    private func respond(
        to request: Request,
        _ method: HTTPRequest.Method,
        _ entry: JournalEntry,
        _ resource: String
    ) async throws -> Response {
        switch (method, resource) {
        case (.get, "event"):
            let name = request.query.first { $0.name == "shape" }?.value
            return .json(try view(entry.id, request).event(as: try name.map(Self.shape)))
        case (.post, "again"):
            _ = try Self.json(request)
            return await sendAgain(entry)
        case (.get, "fixture"):
            return .json((["folder": .string(fixture.folder(for: entry))] as JSON).bytes)
        case (.post, "fixture"): return try save(entry, try Self.json(request))
        default: throw ConsoleError.notFound("The resource")
        }
    }

    // MARK: - Invocations

    private var overview: JSON {
        [
            "title": .string(app.title), "version": .string(app.version), "name": .string(server.name),
            "shape": .string(server.shape.description), "streams": .bool(server.streams),
            "shapes": .array(HTTPEventShape.all.map { .string($0.description) }),
            "program": server.program.map(JSON.string) ?? nil, "invokeURL": server.invokeURL.map(JSON.string) ?? nil,
            "invocations": .array(journal.entries.map { InvocationView($0, of: app).summary }),
        ]
    }

    private func entry(_ id: String) throws(ConsoleError) -> JournalEntry {
        guard let entry = journal[id] else {
            throw ConsoleError.notFound("The invocation, which may have been replaced by later ones, was")
        }
        return entry
    }

    private func view(_ id: String, _ request: Request) throws(ConsoleError) -> InvocationView {
        let showsSecrets = request.query.contains { $0.name == "secrets" && $0.value == "shown" }
        return InvocationView(try entry(id), of: app, showsSecrets: showsSecrets)
    }

    private func save(_ entry: JournalEntry, _ json: JSON) throws(ConsoleError) -> Response {
        let folder = json["folder"]?.string ?? fixture.folder(for: entry)
        let files = try fixture.files(for: entry, after: journal.entries.filter { $0.number < entry.number })
        try fixture.write(files, to: folder)
        let texts = files.map(\.json.description).joined()
        let needed = Set(texts.matches(of: /\{\{(?:encoded )?env ([^}]+)\}\}/).map { String($0.output.1) })
        let missing = needed.filter { variables[$0] == nil }.sorted()
        let json: JSON = [
            "folder": .string(folder), "files": .array(files.map { .string($0.name) }),
            "missingVariables": .array(missing.map(JSON.string)),
        ]
        return .json(json.bytes, status: .created)
    }

    /// The access token of the latest response that has one.
    private var latestToken: String? {
        for entry in journal.entries.reversed() {
            guard case .response(let response) = entry.httpResult, case .bytes(let bytes) = response.body,
                response.status.kind == .successful, let body = try? JSON(parsing: bytes)
            else { continue }
            if let token = body["access_token"]?.string { return token }
        }
        return nil
    }

    // MARK: - Sending

    private func send(_ json: JSON, from page: Request) async throws(ConsoleError) -> Response {
        guard let sent = json["request"] else { return try await sendEvent(json) }
        let request = try ConsoleRequest(sent, from: page).request
        let shape = try json["shape"]?.string.map(Self.shape) ?? server.shape
        let gateway =
            shape == server.shape ? self.gateway : EventGateway(host, shape: shape, streams: server.streams)
        let reply = await gateway.respond(to: request)
        var result: JSON = ["status": .integer(reply.response.status.code)]
        result["id"] = reply.invocationID.map(JSON.string)
        switch reply.response.body {
        case .bytes(let bytes):
            // The gateway itself has rejected the request, and says why.
            if reply.invocationID == nil { result["message"] = .string(String(decoding: bytes, as: UTF8.self)) }
        case .stream(let stream):
            // An aborted stream is part of the invocation.
            let discard: BodyStream.Write = { _ in }
            try? await stream.forEach(discard)
        }
        return .json(result.bytes)
    }

    private func sendEvent(_ json: JSON) async throws(ConsoleError) -> Response {
        let event = Array((json["event"]?.string ?? "").utf8)
        do {
            _ = try JSONDocument(parsing: event)
        } catch {
            throw ConsoleError(.badRequest, "The event is not JSON: \(error)")
        }
        guard event.count <= HTTPEventShape.maximumEventSize else {
            throw ConsoleError(
                .contentTooLarge,
                "The event is \(event.count) bytes of JSON: Lambda accepts at most \(HTTPEventShape.maximumEventSize)."
            )
        }
        var call = FunctionCall(event: event)
        call.attributes.handler = json["handler"]?.string
        if let handler = call.attributes.handler, handler != "app", !host.functionNames.contains(handler) {
            throw ConsoleError(.badRequest, "There is no handler \"\(handler)\".")
        }
        return await invoke(call)
    }

    private func sendAgain(_ entry: JournalEntry) async -> Response {
        var call = FunctionCall(event: entry.event)
        call.attributes = entry.attributes
        call.acceptsStream = entry.acceptsStream
        return await invoke(call)
    }

    private func invoke(_ call: FunctionCall) async -> Response {
        // The outcome is in the journal.
        _ = await host.invoke(call).collected()
        return .json((["id": .string(call.id)] as JSON).bytes)
    }

    private static func shape(_ name: String) throws(ConsoleError) -> HTTPEventShape {
        guard let shape = HTTPEventShape(named: name) else {
            throw ConsoleError(.badRequest, "There is no event shape \"\(name)\".")
        }
        return shape
    }

    /// The body of a request.
    ///
    /// Browsers do not send this content type to another origin without asking it.
    private static func json(_ request: Request) throws(ConsoleError) -> JSON {
        guard request.headers[.contentType].map({ MediaType.essence($0) }) == "application/json" else {
            throw ConsoleError(.unsupportedMediaType, "The content type must be application/json.")
        }
        do {
            return try JSON(parsing: request.body)
        } catch {
            throw ConsoleError(.badRequest, "The body is not JSON: \(error)")
        }
    }
}
