import Foundation
import HTTPTypes
import Swiftlet
import SwiftletGateway
import SwiftletJSON
import SwiftletServer
import TestSupport

@testable import SwiftletHarness

/// The console of an app that runs in this process.
struct ConsoleFixture: Sendable {
    let gateway: ConsoleGateway
    let journal: InvocationJournal

    /// - Parameters:
    ///   - app: The app; by default a small one.
    ///   - cli: The CLI, whose event loop runs the app.
    ///   - shape: The shape of the events.
    ///   - variables: The environment of the app.
    ///   - root: The folder for event files.
    ///   - journal: The journal of the invocations.
    /// - Throws: An error if the app cannot be created.
    init(
        _ app: App? = nil,
        cli: HarnessCLI? = nil,
        shape: HTTPEventShape = .httpAPI,
        variables: [String: String] = [:],
        root: String = ".",
        journal: InvocationJournal = InvocationJournal()
    ) throws {
        self.journal = journal
        let app = try app ?? makeNotesApp()
        let loop = try cli?.loop ?? HarnessFixture().loop
        let host = JournalHost(
            host: AppHost(app, name: "notes", loop: loop),
            journal: journal,
            readsOutput: false
        )
        let served = EventGateway(host, shape: shape)
        var api = ConsoleAPI(
            app: app,
            host: host,
            gateway: served,
            journal: journal,
            server: ConsoleAPI.Server(name: "notes", shape: shape),
            variables: variables
        )
        api.root = root
        var generator = SystemRandomNumberGenerator()
        let access = ConsoleAccess(listeningOn: "127.0.0.1", using: &generator)
        gateway = ConsoleGateway(gateway: served, api: api, access: access)
    }

    /// Sends a request as a browser on this machine does.
    func respond(
        to method: HTTPRequest.Method,
        _ target: String,
        json: JSON? = nil,
        headers: HTTPFields = [:]
    ) async -> Response {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        var request = Request(method: method, path: parts[0], headers: headers)
        if parts.count > 1 { request.query = QueryString.parse(parts[1]) }
        request.host = "127.0.0.1:3000"
        request.clientAddress = "127.0.0.1"
        if let json {
            request.headers[.contentType] = "application/json"
            request.body = json.bytes
        }
        return await gateway.respond(to: request).response
    }

    /// Calls the API and parses its response.
    func call(_ method: HTTPRequest.Method, _ path: String, json: JSON? = nil) async throws -> JSON {
        let response = await respond(to: method, "/_swiftlet/api/\(path)", json: json)
        guard case .bytes(let bytes) = response.body else { return nil }
        return bytes.isEmpty ? nil : try JSON(parsing: bytes)
    }

    /// Sends a request to the app from the page, and returns the ID of the invocation.
    func send(
        _ method: String,
        _ target: String,
        headers: [(String, String)] = [],
        body: String = ""
    ) async throws -> String? {
        let request: JSON = [
            "method": .string(method), "target": .string(target), "body": .string(body),
            "headers": .array(headers.map { [.string($0), .string($1)] }),
        ]
        return try await call(.post, "invocations", json: ["request": request])["id"]?.string
    }
}

extension Response {
    /// The buffered body as text.
    var text: String {
        if case .bytes(let bytes) = body { String(decoding: bytes, as: UTF8.self) } else { "" }
    }
}
