import HTTPTypes
import SwiftletIO
import Testing

@Suite(.timeLimit(.minutes(1))) struct HTTPClientTests {
    @Test func `GET returns a response`() async throws {
        let server = try ScriptedServer(responding: { .ok("hello \($0.target)", [("X-Name", "value")]) })
        let response = try await testClient().send(HTTPClientRequest(url: server.url("/a?b=c")))
        #expect(response.status == .ok)
        #expect(String(decoding: response.body, as: UTF8.self) == "hello /a?b=c")
        #expect(response.headers[HTTPField.Name("x-name")!] == "value")
        let request = try #require(server.requests.first)
        #expect(request.method == "GET")
        #expect(request["host"] == "127.0.0.1:\(server.port)")
        #expect(request["expect"] == nil)
        #expect(request["content-type"] == nil)
        #expect(request["content-length"] == nil)
    }

    @Test(arguments: [0, 1, 100, 65536, 65537, 8 << 20])
    func `POST sends a body`(size: Int) async throws {
        let server = try ScriptedServer(responding: { .init(body: $0.body) })
        let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let request = HTTPClientRequest(
            method: .post,
            url: server.url(),
            headers: [.contentType: "application/json", .contentLength: "7", .expect: "100-continue"],
            body: .bytes(body)
        )
        let response = try await testClient().send(request)
        #expect(response.body == body)
        let seen = try #require(server.requests.first)
        #expect(seen["content-length"] == "\(size)")
        #expect(seen["content-type"] == "application/json")
        #expect(seen["expect"] == nil)
        #expect(seen["transfer-encoding"] == nil)
    }

    @Test(
        arguments: [
            (HTTPRequest.Method.get, nil), (.post, "0"), (.put, "0"), (.patch, "0"), (.delete, nil), (.options, nil),
        ] as [(HTTPRequest.Method, String?)]
    )
    func `every method can be sent without a body`(method: HTTPRequest.Method, length: String?) async throws {
        let server = try ScriptedServer(responding: { .ok($0.method) })
        let client = testClient()
        // A handle is reused: the previous request must not affect the next.
        _ = try await client.send(HTTPClientRequest(method: .put, url: server.url(), body: .text("left over")))
        let response = try await client.send(HTTPClientRequest(method: method, url: server.url()))
        #expect(String(decoding: response.body, as: UTF8.self) == method.rawValue)
        let seen = try #require(server.requests.last)
        #expect(seen["content-length"] == length)
        #expect(seen.body.isEmpty)
    }

    @Test func `a response to HEAD has no body`() async throws {
        let server = try ScriptedServer { connection in
            while connection.readRequest() != nil { connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n") }
        }
        try await withOwnConnections { client in
            for _ in 0..<2 {
                let response = try await client.send(HTTPClientRequest(method: .head, url: server.url()))
                #expect(response.status == .ok)
                #expect(response.body.isEmpty)
                #expect(response.headers[.contentLength] == "5")
            }
            #expect(server.accepted == 1)
        }
    }

    @Test func `header fields are sent unchanged`() async throws {
        let server = try ScriptedServer(responding: { request in
            .ok(
                request.fields.filter { $0.name.hasPrefix("X-") }.map { "\($0.name)=\($0.value)" }
                    .joined(separator: "|")
            )
        })
        var headers = HTTPFields()
        headers.append(HTTPField(name: HTTPField.Name("X-Two")!, value: "1"))
        headers.append(HTTPField(name: HTTPField.Name("X-Two")!, value: "2"))
        headers.append(HTTPField(name: HTTPField.Name("X-Empty")!, value: ""))
        headers.append(HTTPField(name: HTTPField.Name("X-Colon")!, value: "a: b; c"))
        let response = try await testClient().send(HTTPClientRequest(url: server.url(), headers: headers))
        #expect(String(decoding: response.body, as: UTF8.self) == "X-Two=1|X-Two=2|X-Empty=|X-Colon=a: b; c")
    }

    @Test func `response fields of the same name are not combined`() async throws {
        let server = try ScriptedServer(responding: { _ in
            .ok("", [("Set-Cookie", "a=1, x"), ("SET-COOKIE", "b=2"), ("set-cookie", "c=3")])
        })
        let response = try await testClient().send(HTTPClientRequest(url: server.url()))
        #expect(response.headers[values: .setCookie] == ["a=1, x", "b=2", "c=3"])
    }

    @Test func `interim responses are skipped`() async throws {
        let server = try ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n")
            connection.send(.ok("final"))
        }
        let response = try await testClient().send(HTTPClientRequest(url: server.url()))
        #expect(response.status == .ok)
        #expect(response.headers[HTTPField.Name("link")!] == nil)
        #expect(String(decoding: response.body, as: UTF8.self) == "final")
    }

    @Test func `chunks and trailers are read`() async throws {
        let server = try ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.sendChunkedHead(200, [("Trailer", "X-Sum")])
            for piece in ["one ", "two ", "three"] { connection.sendChunk(piece) }
            connection.sendLastChunk(trailers: [("X-Sum", "3")])
        }
        let response = try await testClient().send(HTTPClientRequest(url: server.url()))
        #expect(String(decoding: response.body, as: UTF8.self) == "one two three")
        #expect(response.trailers[HTTPField.Name("x-sum")!] == "3")
        #expect(response.headers[HTTPField.Name("x-sum")!] == nil)
    }

    @Test func `a body without a length ends with the connection`() async throws {
        let server = try ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.send("HTTP/1.0 200 OK\r\n\r\nto the end")
        }
        let response = try await testClient().send(HTTPClientRequest(url: server.url()))
        #expect(String(decoding: response.body, as: UTF8.self) == "to the end")
    }

    @Test(arguments: [204, 301, 400, 403, 413, 500, 599])
    func `every status is returned as a response`(status: Int) async throws {
        let server = try ScriptedServer(responding: { _ in .status(status) })
        let response = try await testClient().send(HTTPClientRequest(url: server.url()))
        #expect(response.status.code == status)
    }

    @Test func `the connection is kept alive`() async throws {
        let server = try ScriptedServer(responding: { .ok($0.target) })
        try await withOwnConnections { client in
            for number in 0..<50 {
                let method: HTTPRequest.Method = number.isMultiple(of: 2) ? .get : .post
                let body: HTTPClientRequest.Body = number.isMultiple(of: 2) ? .none : .text("\(number)")
                let response = try await client.send(
                    HTTPClientRequest(method: method, url: server.url("/\(number)"), body: body)
                )
                #expect(String(decoding: response.body, as: UTF8.self) == "/\(number)")
            }
            #expect(server.accepted == 1)
        }
    }

    @Test func `two hundred concurrent requests`() async throws {
        let server = try ScriptedServer(responding: { .ok($0.target) })
        let client = testClient()
        let bodies = try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for number in 0..<200 {
                group.addTask {
                    let response = try await client.send(HTTPClientRequest(url: server.url("/\(number)")))
                    return (number, String(decoding: response.body, as: UTF8.self))
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(bodies.count == 200)
        #expect(bodies.allSatisfy { $0.value == "/\($0.key)" })
    }

    @Test func `redirects are followed if configured`() async throws {
        let server = try ScriptedServer(responding: { request in
            request.target == "/end"
                ? .ok("\(request.method) \(request.text)")
                : .init(status: 307, fields: [("Location", "/end")])
        })
        let request = HTTPClientRequest(method: .post, url: server.url("/start"), body: .text("body"))
        let direct = try await testClient().send(request)
        #expect(direct.status.code == 307)
        let followed = try await testClient { $0.maxRedirects = 3 }.send(request)
        #expect(followed.status == .ok)
        #expect(String(decoding: followed.body, as: UTF8.self) == "POST body")
        #expect(followed.headers[.location] == nil)
    }

    @Test func `a redirect loop ends`() async throws {
        let server = try ScriptedServer(responding: { _ in .init(status: 302, fields: [("Location", "/again")]) })
        let error = await #expect(throws: HTTPClientError.self) {
            try await testClient { $0.maxRedirects = 3 }.send(HTTPClientRequest(url: server.url()))
        }
        #expect(error?.code == .tooManyRedirects)
        #expect(server.requests.count == 4)
    }
}
