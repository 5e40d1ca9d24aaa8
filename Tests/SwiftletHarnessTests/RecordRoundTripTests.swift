import Foundation
import HTTPTypes
import Swiftlet
import SwiftletGateway
import SwiftletIO
import SwiftletJSON
import SwiftletServer
import TestSupport
import Testing
import UsersAPI

@testable import SwiftletHarness

@Suite(.timeLimit(.minutes(5))) struct RecordRoundTripTests {
    private static let passwords = ["password123", "Tr0ub4dor&3-grace", "another Pass-word"]

    /// Serves the users app with the environment of a replay and records requests.
    private func record(
        _ shape: HTTPEventShape,
        into folder: String,
        _ body: (_ url: String, HTTPClient) async throws -> Void
    ) async throws {
        try await TemporaryFolder.with { scratch in
            let tool = try UsersCLI()
            let cli = tool.cli()
            let variables = replayEnvironment(scratch.path)
            let app = try cli.makeApp(adding: variables)
            let recorder = try FixtureRecorder(
                app,
                shape: shape,
                folder: folder,
                variables: variables,
                console: cli.console.errors
            )
            let gateway = RecordingGateway(
                gateway: EventGateway(AppHost(app, name: cli.name, loop: cli.loop), shape: shape),
                recorder: recorder
            )
            let responder = GatewayResponder(gateway: gateway) { _ in }
            let server = try await HTTPServer.start { try await responder.respond(to: $0, $1) }
            do {
                try await body("http://127.0.0.1:\(server.port)", HTTPClient(loop: tool.tool.loop))
            } catch {
                await server.stop()
                throw error
            }
            await server.stop()
            try await cli.onLoop { try await app.shutdown() }
        }
    }

    private func send(
        _ client: HTTPClient,
        _ method: HTTPRequest.Method,
        _ url: String,
        token: String? = nil,
        json: JSON? = nil,
        form: String? = nil
    ) async throws -> JSON {
        var headers: HTTPFields = [:]
        headers[.authorization] = token.map { "Bearer \($0)" }
        var body = HTTPClientRequest.Body.none
        if let json {
            headers[.contentType] = "application/json"
            body = .bytes(json.bytes)
        } else if let form {
            headers[.contentType] = "application/x-www-form-urlencoded"
            body = .bytes(Array(form.utf8))
        }
        let reply = try await client.send(HTTPClientRequest(method: method, url: url, headers: headers, body: body))
        return (try? JSON(parsing: reply.body)) ?? nil
    }

    @Test(arguments: [HTTPEventShape.httpAPI, .restAPI, .functionURL, .loadBalancerMultiValue, .lattice, .latticeV1])
    func `a recording passes on a fresh database and contains no secret`(shape: HTTPEventShape) async throws {
        try await TemporaryFolder.with { folder in
            try await record(shape, into: folder.path) { url, client in
                let api = "\(url)/api/v1"
                let login = "username=admin%40example.com&password=password123"
                let answer = try await send(client, .post, "\(api)/auth/login", form: login)
                let token = try #require(answer["access_token"]?.string)
                let grace: JSON = [
                    "email": "grace@example.com", "name": "Grace", "password": .string(Self.passwords[1]),
                ]
                let user = try await send(client, .post, "\(api)/users", token: token, json: grace)
                let id = try #require(user["id"]?.int)
                _ = try await send(client, .get, "\(api)/users?page=1&size=5", token: token)
                _ = try await send(client, .get, "\(api)/users/\(id)", token: token)
                let change: JSON = ["name": "Admiral", "password": .string(Self.passwords[2])]
                _ = try await send(client, .patch, "\(api)/users/\(id)", token: token, json: change)
                let second = "username=grace%40example.com&password=another%20Pass-word"
                let other = try await send(client, .post, "\(api)/auth/login", form: second)
                let otherToken = try #require(other["access_token"]?.string)
                _ = try await send(client, .get, "\(api)/users/me", token: otherToken)
                _ = try await send(client, .get, "\(api)/users/me", token: "not.a.token")
                _ = try await send(client, .post, "\(api)/auth/login", form: "username=x&password=wrong-password")
                _ = try await send(client, .post, "\(api)/users", token: token, json: ["name": "x"])
                _ = try await send(client, .delete, "\(api)/users/\(id)", token: token)
                _ = try await send(client, .get, "\(api)/users/\(id)", token: token)
                _ = try await send(client, .get, "\(url)/health?deep=1")
                _ = try await send(client, .get, "\(api)/openapi.json")
                _ = try await send(client, .get, "\(url)/docs")
                for text in Self.passwords + [token, otherToken] {
                    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                        #expect(try !folder.read(file).contains(text), "\(file) holds \(text)")
                    }
                }
            }
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(files.count == 30)
            #expect(files.contains("0001-post-api-v1-auth-login.json"))
            let replay = try await UsersCLI().run(["replay", folder.path])
            #expect(replay.exitCode == 0, "\(replay.output)\(replay.errors)")
            #expect(replay.output.hasSuffix("\n15 passed, 0 failed\n"))
        }
    }

    @Test func `a folder that contains events is not modified`() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("1.json", [:])
            let cli = try HarnessFixture().cli()
            let app = try cli.makeApp()
            #expect(throws: HarnessError.self) {
                try FixtureRecorder(
                    app,
                    shape: .httpAPI,
                    folder: folder.path,
                    variables: [:],
                    console: cli.console.errors
                )
            }
        }
    }

    @Test func `a streamed response is recorded completely`() async throws {
        try await TemporaryFolder.with { folder in
            let tool = try HarnessFixture()
            let cli = tool.cli()
            let app = try cli.makeApp()
            let recorder = try FixtureRecorder(
                app,
                shape: .httpAPI,
                folder: folder.path,
                variables: [:],
                console: cli.console.errors
            )
            let gateway = RecordingGateway(
                gateway: EventGateway(AppHost(app, name: cli.name, loop: cli.loop), shape: .httpAPI),
                recorder: recorder
            )
            let responder = GatewayResponder(gateway: gateway) { _ in }
            let server = try await HTTPServer.start { try await responder.respond(to: $0, $1) }
            let client = HTTPClient(loop: tool.loop)
            let reply = try await client.send(
                HTTPClientRequest(method: .get, url: "http://127.0.0.1:\(server.port)/parts")
            )
            await server.stop()
            #expect(reply.body == Array("one two three".utf8))
            #expect(try folder.read("0001-get-parts.expected.json").contains("\"body\": \"one two three\""))
            #expect(await tool.run("replay", folder.path).exitCode == 0)
        }
    }
}
