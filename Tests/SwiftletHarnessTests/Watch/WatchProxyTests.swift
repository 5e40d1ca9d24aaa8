import HTTPTypes
import Swiftlet
import SwiftletIO
import SwiftletJSON
import SwiftletServer
import TestSupport
import Testing

@testable import SwiftletHarness

/// Tests the supervisor and its proxy with processes that serve.
@Suite(.timeLimit(.minutes(2))) struct WatchProxyTests {
    private func get(
        _ url: String,
        method: HTTPRequest.Method = .get,
        headers: HTTPFields = [:],
        body: HTTPClientRequest.Body = .none
    ) async throws -> HTTPClientResponse {
        let request = HTTPClientRequest(method: method, url: url, headers: headers, body: body)
        return try await HTTPClient().send(request)
    }

    private func json(_ response: HTTPClientResponse) throws -> JSON {
        try JSON(parsing: response.body)
    }

    private let browser: HTTPFields = [.accept: "text/html,application/xhtml+xml,*/*;q=0.8"]

    @Test func `a request and its response pass unchanged`() async throws {
        try await WatchFixture.with { fixture in
            try fixture.install(version: 1)
            try await fixture.withServer { supervisor, url in
                #expect(await supervisor.replace() == nil)
                let response = try await get(
                    "\(url)/a%2Fb?x=%20&y",
                    method: .post,
                    headers: [.contentType: "text/plain", .userAgent: "test"],
                    body: .text("hello")
                )
                #expect(response.status == .created)
                #expect(response.headers[field: "X-App"] == "yes")
                let request = try json(response)
                #expect(request["path"] == "/a%2Fb?x=%20&y")
                #expect(request["body"] == "hello")
                #expect(request["headers"]?["content-type"] == "text/plain")
                #expect(request["headers"]?["host"] == .string(String(url.dropFirst("http://".count))))
                #expect(request["headers"]?["swiftlet-watch-client"] == "127.0.0.1")
                let head = try await get(url, method: .head)
                #expect(head.headers[.contentLength] != nil)
                #expect(head.body.isEmpty)
            }
        }
    }

    @Test func `the path and the header fields are not normalized`() async throws {
        try await WatchFixture.with { fixture in
            try fixture.install(version: 1)
            try await fixture.withServer { supervisor, url in
                #expect(await supervisor.replace() == nil)
                let port = try #require(url.split(separator: ":").last.flatMap { Int($0) })
                let connection = try RawConnection(port: port)
                await connection.send("GET /a/../b HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n")
                let response = await connection.read()
                #expect(response.contains(#""path": "/a/../b""#), "\(response)")
                #expect(response.contains(#""host": "example.com""#))
                #expect(!response.contains(#""accept""#))
            }
        }
    }

    @Test func `the previous process finishes its requests`() async throws {
        try await WatchFixture.with { fixture in
            try fixture.install(version: 1)
            try await fixture.withServer { supervisor, url in
                #expect(await supervisor.replace() == nil)
                async let slow = get("\(url)/slow")
                try await fixture.untilSlowRequest()
                try fixture.install(version: 2)
                #expect(await supervisor.replace() == nil)
                let next = try json(try await get(url))
                #expect(next["version"] == 2)
                #expect(next["arguments"] == ["restarted"])
                try fixture.continueSlowRequests()
                #expect(try json(try await slow)["version"] == 1)
            }
        }
    }

    @Test func `an event stream ends when the process is replaced`() async throws {
        try await WatchFixture.with { fixture in
            try fixture.install(version: 1)
            try await fixture.withServer { supervisor, url in
                #expect(await supervisor.replace() == nil)
                let stream = try await HTTPClient().stream(HTTPClientRequest(url: "\(url)/stream"))
                var text = ""
                for try await part in stream.body {
                    text += String(decoding: part, as: UTF8.self)
                    #expect(await supervisor.replace() == nil)
                }
                #expect(text == "data: one\n\n")
            }
        }
    }

    @Test func `a request that crashes the process receives the message, and the process is restarted`() async throws {
        try await WatchFixture.with { fixture in
            try fixture.install(version: 1)
            try await fixture.withServer { supervisor, url in
                #expect(await supervisor.replace() == nil)
                let version = await supervisor.version
                let response = try await get("\(url)/crash?page=1")
                #expect(response.status == .badGateway)
                #expect(
                    try json(response)
                        == ["message": "The app crashed: Fatal error: no such note", "request": "GET /crash?page=1"]
                )
                let page = try await get("\(url)/crash?<b>", headers: browser)
                #expect(page.status == .badGateway)
                #expect(page.headers[.contentType] == "text/html; charset=utf-8")
                let html = String(decoding: page.body, as: UTF8.self)
                #expect(html.contains("<code>GET /crash?&lt;b&gt;</code>"), "\(html)")
                // Requests wait for the restart.
                #expect(try json(try await get(url))["version"] == 1)
                try await WatchFixture.until {
                    fixture.log.text.contains("Fatal error: no such note\n  during GET /crash?page=1\n")
                }
                // The page must not load itself again, because the request would crash again.
                #expect(await supervisor.version == version)
            }
        }
    }

    @Test func `requests do not wait for the backtrace of a crashed process`() async throws {
        try await WatchFixture.with { fixture in
            try fixture.install(version: 1)
            try await fixture.withServer { supervisor, url in
                #expect(await supervisor.replace() == nil)
                async let crash = get("\(url)/backtrace")
                try await WatchFixture.until { fixture.log.text.contains("Restarted in ") }
                #expect(try json(try await get(url))["version"] == 1)
                try fixture.continueSlowRequests()
                let message = try json(try await crash)["message"]
                #expect(message == "The app crashed: Swift runtime failure: arithmetic overflow")
            }
        }
    }

    @Test func `after a failed build browsers receive the errors, and other clients the previous version`() async throws
    {
        try await WatchFixture.with { fixture in
            try fixture.install(version: 1)
            try await fixture.withServer { supervisor, url in
                #expect(await supervisor.replace() == nil)
                let error = "\(fixture.package.root)/Sources/App/app.swift:1:3: error: expected '<'\n1 |   a\n"
                await supervisor.setBuildFailure(WatchFailure(build: error, of: fixture.package))
                let page = try await get(url, headers: browser)
                #expect(page.status == .internalServerError)
                let html = String(decoding: page.body, as: UTF8.self)
                #expect(html.contains("<h2>expected &#39;&lt;&#39;</h2>"), "\(html)")
                #expect(html.contains("<code>Sources/App/app.swift:1:3</code>"))
                #expect(html.contains("<pre>  a\n  ^</pre>"))
                let other = try await get(url)
                #expect(other.headers[field: "Swiftlet-Build"] == "failed")
                #expect(try json(other)["version"] == 1)
                // The page requests the version until it changes.
                let asked = try await get(url, headers: [.watchVersion: "2"])
                #expect(String(decoding: asked.body, as: UTF8.self) == "2")
                #expect(html.contains(#"data-version="2""#))
                await supervisor.setBuildFailure(nil)
                let fixed = try await get(url, headers: browser)
                #expect(fixed.status == .ok)
                #expect(fixed.headers[field: "Swiftlet-Build"] == nil)
            }
        }
    }

    @Test func `a version that fails to start does not replace the previous one`() async throws {
        try await WatchFixture.with { fixture in
            try fixture.install(version: 1)
            try await fixture.withServer { supervisor, url in
                #expect(await supervisor.replace() == nil)
                try fixture.install("#!/bin/sh\necho 'Error: API_KEY must be set.' >&2\nexit 1\n")
                let failure = await supervisor.replace()
                #expect(failure?.title == "The app failed to start: The process exited: exit status 1")
                #expect(failure?.output == "Error: API_KEY must be set.\n")
                #expect(try json(try await get(url))["version"] == 1)
                let page = try await get(url, headers: browser)
                #expect(String(decoding: page.body, as: UTF8.self).contains("API_KEY must be set."))
            }
        }
    }

    @Test func `without a process a request receives the reason`() async throws {
        try await WatchFixture.with { fixture in
            try fixture.install("#!/bin/sh\nexit 3\n")
            try await fixture.withServer { supervisor, url in
                #expect(await supervisor.replace() != nil)
                let response = try await get(url)
                #expect(response.status == .serviceUnavailable)
                #expect(
                    try json(response)["message"]
                        == "The app failed to start: The process exited: exit status 3"
                )
                try fixture.install(version: 1)
                #expect(await supervisor.replace() == nil)
                #expect(try await get(url).status == .ok)
            }
        }
    }

    @Test func `a process that crashes by itself is not restarted without end`() async throws {
        try await WatchFixture.with { fixture in
            try fixture.install("#!/bin/sh\nprintf '\\001swiftlet-ready 1\\n'\necho x >>\"$0.starts\"\nexit 1\n")
            try await fixture.withServer { supervisor, url in
                _ = await supervisor.replace()
                try await WatchFixture.until { await supervisor.failure != nil }
                #expect(try await get(url).status == .serviceUnavailable)
                #expect(try fixture.folder.read(".build/debug/app.starts") == "x\n")
            }
        }
    }
}
