import Foundation
import HTTPTypes
import Swiftlet
import SwiftletFixtures
import SwiftletGateway
import SwiftletIO
import SwiftletJSON
import SwiftletServer
import TestSupport
import Testing

@testable import SwiftletEmulator

@Suite(.timeLimit(.minutes(2))) struct InvokeAPITests {
    /// The Invoke API of the small app, and a client for raw requests.
    private struct Bench: Sendable {
        let url: String
        let client: HTTPClient
        let errors: Recorder

        func post(
            _ function: String,
            _ body: String,
            headers: HTTPFields = [:],
            path: String = "2015-03-31",
            operation: String = "invocations",
            method: HTTPRequest.Method = .post
        ) async throws -> HTTPClientResponse {
            try await client.send(
                HTTPClientRequest(
                    method: method,
                    url: "\(url)/\(path)/functions/\(function)/\(operation)",
                    headers: headers,
                    body: .text(body)
                )
            )
        }
    }

    private func withBench(_ body: (Bench) async throws -> Void) async throws {
        let loop = try EventLoop.start(name: "test")
        let errors = Recorder()
        let host = AppHost(try makeNotesApp(), name: "notes", loop: loop)
        let api = InvokeAPI(host: host, log: LogOutput { errors.append($0) })
        let server = try await HTTPServer.start { request, _ in try await api.respond(to: request) }
        let url = HTTPServer.url(host: "127.0.0.1", port: server.port)
        do {
            try await body(Bench(url: url, client: HTTPClient(loop: loop), errors: errors))
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
        await api.finish()
        try await host.stop()
    }

    private func header(_ name: String, _ reply: HTTPClientResponse) -> String? { reply.headers[field: name] }

    @Test(arguments: [
        "double", "double:$LATEST", "012345678912:function:double",
        "arn%3Aaws%3Alambda%3Aus-east-1%3A012345678912%3Afunction%3Adouble",
        "arn:aws:lambda:us-east-1:012345678912:function:double:%24LATEST",
    ])
    func `a handler is invoked by every form of function reference`(function: String) async throws {
        try await withBench { bench in
            let reply = try await bench.post(function, "{\"number\":4}")
            #expect(reply.status == .ok)
            #expect(try JSON(parsing: reply.body) == ["number": 8, "client": nil])
            #expect(header("X-Amz-Executed-Version", reply) == "$LATEST")
            #expect(header("X-Amz-Function-Error", reply) == nil)
            #expect(header("X-Amz-Log-Result", reply) == nil)
            #expect(header("x-amzn-RequestId", reply)?.count == 36)
        }
    }

    @Test func `a payload that is too large is read after 100 Continue and rejected`() async throws {
        try await withBench { bench in
            let port = try #require(URL(string: bench.url)?.port)
            let connection = try RawConnection(port: port)
            let size = 11 * 1024 * 1024
            await connection.send(
                "POST /2015-03-31/functions/double/invocations HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                    + "Connection: close\r\nContent-Length: \(size)\r\n\r\n"
            )
            #expect(await connection.read(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
            await connection.send(String(repeating: " ", count: size))
            #expect(await connection.read().hasPrefix("HTTP/1.1 413"))
        }
    }

    @Test func `the whole app and each endpoint are functions`() async throws {
        try await withBench { bench in
            for function in ["app", "greeting"] {
                let reply = try await bench.post(function, httpEvent("GET", "/greeting").description)
                #expect(try JSON(parsing: reply.body)["body"] == "hello")
            }
            let other = try await bench.post("list_notes", httpEvent("GET", "/greeting").description)
            #expect(try JSON(parsing: other.body)["statusCode"] == 404)
        }
    }

    @Test func `a function error is a 200 response with an error header`() async throws {
        try await withBench { bench in
            let reply = try await bench.post("double", "")
            #expect(reply.status == .ok)
            #expect(header("X-Amz-Function-Error", reply) == "Unhandled")
            #expect(
                try JSON(parsing: reply.body)
                    == ["errorType": "NotANumber", "errorMessage": "There is no \"number\"."]
            )
        }
    }

    @Test func `the client context is passed and the log tail is returned`() async throws {
        try await withBench { bench in
            var headers = HTTPFields()
            headers[field: "X-Amz-Client-Context"] = Data(#"{"custom":{"a":"é"}}"#.utf8).base64EncodedString()
            headers[field: "X-Amz-Log-Type"] = "Tail"
            let reply = try await bench.post("double", "{\"number\":1}", headers: headers)
            #expect(try JSON(parsing: reply.body)["client"] == ["custom": ["a": "é"]])
            let encoded = try #require(header("X-Amz-Log-Result", reply))
            let log = String(decoding: try #require(Data(base64Encoded: encoded)), as: UTF8.self)
            #expect(log.hasPrefix("START RequestId: "))
            #expect(log.contains("\nEND RequestId: "))
            #expect(log.contains("\tBilled Duration: "))
        }
    }

    @Test func `an asynchronous invocation is accepted immediately, and its failure is logged`() async throws {
        try await withBench { bench in
            var headers = HTTPFields()
            headers[field: "X-Amz-Invocation-Type"] = "Event"
            let reply = try await bench.post("double", "{}", headers: headers)
            #expect(reply.status == .accepted)
            #expect(reply.body.isEmpty)
            #expect(
                try await bench.post("double", "{}", path: "2014-11-13", operation: "invoke-async").status == .accepted
            )
            while !bench.errors.text.contains("double failed: NotANumber") {
                try await Task.sleep(for: .milliseconds(1))
            }
        }
    }

    @Test func `a dry run invokes nothing`() async throws {
        try await withBench { bench in
            var headers = HTTPFields()
            headers[field: "X-Amz-Invocation-Type"] = "DryRun"
            let body = httpEvent("POST", "/notes", body: "x").description
            #expect(try await bench.post("app", body, headers: headers).status == .noContent)
            let notes = try await bench.post("list_notes", httpEvent("GET", "/notes").description)
            #expect(try JSON(parsing: notes.body)["body"] == "[]")
            #expect(try await bench.post("nothing", body, headers: headers).status == .notFound)
        }
    }

    struct Refusal: Sendable {
        var function = "double"
        var body = "{}"
        var header: (String, String)?
        var query = ""
        let status: Int
        let errorType: String
    }

    static let refusals: [Refusal] = [
        Refusal(function: "triple", status: 404, errorType: "ResourceNotFoundException"),
        Refusal(function: "double:prod", status: 404, errorType: "ResourceNotFoundException"),
        Refusal(function: "double:1", status: 404, errorType: "ResourceNotFoundException"),
        Refusal(query: "?Qualifier=prod", status: 404, errorType: "ResourceNotFoundException"),
        Refusal(function: "a%20b", status: 400, errorType: "ValidationException"),
        Refusal(body: "{", status: 400, errorType: "InvalidRequestContentException"),
        Refusal(header: ("X-Amz-Invocation-Type", "Later"), status: 400, errorType: "InvalidParameterValueException"),
        Refusal(header: ("X-Amz-Log-Type", "Head"), status: 400, errorType: "InvalidParameterValueException"),
        Refusal(header: ("X-Amz-Client-Context", "{}"), status: 400, errorType: "InvalidRequestContentException"),
        Refusal(
            header: ("X-Amz-Client-Context", String(repeating: "A", count: 3584)),
            status: 400,
            errorType: "InvalidRequestContentException"
        ),
        Refusal(function: "double:a", query: "?Qualifier=b", status: 400, errorType: "InvalidParameterValueException"),
        Refusal(query: "?Qualifier=%24NEW", status: 400, errorType: "InvalidParameterValueException"),
        Refusal(
            body: "\"" + String(repeating: "x", count: 6 * 1024 * 1024 + 99) + "\"",
            status: 413,
            errorType: "RequestTooLargeException"
        ),
        Refusal(
            body: "\"" + String(repeating: "x", count: 1024 * 1024 - 1) + "\"",
            header: ("X-Amz-Invocation-Type", "Event"),
            status: 413,
            errorType: "RequestTooLargeException"
        ),
    ]

    @Test(arguments: refusals)
    func `an invalid invocation is rejected like in the service`(refusal: Refusal) async throws {
        try await withBench { bench in
            var headers = HTTPFields()
            if let (name, value) = refusal.header { headers[field: name] = value }
            let reply = try await bench.post(
                refusal.function,
                refusal.body,
                headers: headers,
                operation: "invocations\(refusal.query)"
            )
            #expect(reply.status.code == refusal.status)
            #expect(header("x-amzn-ErrorType", reply) == refusal.errorType)
            let error = try JSON(parsing: reply.body)
            #expect(error["Type"] == "User")
            #expect((error["message"] ?? error["Message"])?.string?.isEmpty == false)
        }
    }

    @Test func `an event of exactly the maximum size is accepted`() async throws {
        try await withBench { bench in
            var headers = HTTPFields()
            headers[field: "X-Amz-Invocation-Type"] = "Event"
            let asynchronous = "\"" + String(repeating: "x", count: 1024 * 1024 - 2) + "\""
            #expect(try await bench.post("double", asynchronous, headers: headers).status == .accepted)
            let text = "\"" + String(repeating: "x", count: 6 * 1024 * 1024 + 98) + "\""
            let reply = try await bench.post("double", text)
            #expect(reply.status == .ok)
        }
    }

    @Test func `other paths and methods are rejected`() async throws {
        try await withBench { bench in
            let got = try await bench.post("double", "{}", method: .get)
            #expect(got.status == .methodNotAllowed)
            #expect(try await bench.post("double", "{}", operation: "nothing").status == .notFound)
            #expect(try await bench.post("double", "{}", path: "2016-01-01").status == .notFound)
        }
    }

    // MARK: - Listing functions

    private func get(_ bench: Bench, _ path: String) async throws -> (status: Int, JSON) {
        let reply = try await bench.client.send(HTTPClientRequest(url: "\(bench.url)/2015-03-31/functions\(path)"))
        return (reply.status.code, try JSON(parsing: reply.body))
    }

    @Test func `functions are listed in pages`() async throws {
        try await withBench { bench in
            let (status, all) = try await get(bench, "/")
            #expect(status == 200)
            #expect(all["NextMarker"]?.string == nil)
            let names = try #require(all["Functions"]?.array).compactMap { $0["FunctionName"]?.string }
            #expect(names.first == "app")
            #expect(names.contains("double"))
            var paged: [String] = []
            var query: String? = "?MaxItems=2"
            while let part = query {
                let (_, page) = try await get(bench, part)
                paged += page["Functions"]?.array?.compactMap { $0["FunctionName"]?.string } ?? []
                query = page["NextMarker"]?.string.map { "?MaxItems=2&Marker=\($0)" }
            }
            #expect(paged == names)
            #expect(try await get(bench, "?MaxItems=0").status == 400)
        }
    }

    @Test(arguments: ["double", "double:$LATEST", "double?Qualifier=$LATEST"])
    func `a function's configuration is returned`(function: String) async throws {
        try await withBench { bench in
            let (status, described) = try await get(bench, "/\(function)")
            #expect(status == 200)
            let configuration = try #require(described["Configuration"])
            #expect(configuration["FunctionName"] == "double")
            #expect(configuration["FunctionArn"]?.string?.contains(":function:double") == true)
            #expect(configuration["Version"] == "$LATEST")
            #expect(configuration["State"] == "Active")
            let text = try #require(configuration["LastModified"]?.string)
            let form = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000/
            #expect(text.wholeMatch(of: form) != nil)
            let parts = function.split(separator: "?", maxSplits: 1)
            let query = parts.count > 1 ? "?\(parts[1])" : ""
            #expect(try await get(bench, "/\(parts[0])/configuration\(query)").1 == configuration)
        }
    }

    @Test(arguments: ["triple", "double:prod", "double?Qualifier=7", "triple/configuration", "double:7/configuration"])
    func `an unknown function or version is a 404`(function: String) async throws {
        try await withBench { bench in
            let (status, error) = try await get(bench, "/\(function)")
            #expect(status == 404)
            #expect(error["Message"]?.string?.hasPrefix("Function not found: arn:aws:lambda:") == true)
        }
    }

    // MARK: - Streaming

    @Test func `a streamed response is sent as event stream messages`() async throws {
        try await withBench { bench in
            // Only function URLs and REST APIs stream.
            let event = HTTPEventShape.functionURL.event(for: Request(path: "/parts", shape: .functionURL))
            let reply = try await bench.post(
                "parts",
                String(decoding: event, as: UTF8.self),
                path: "2021-11-15",
                operation: "response-streaming-invocations"
            )
            #expect(reply.headers[.contentType] == "application/vnd.amazon.eventstream")
            let messages = try EventStreamReader.messages(reply.body)
            let payload = messages.dropLast().flatMap(\.payload)
            #expect(messages.dropLast().allSatisfy { $0.headers[":event-type"] == "PayloadChunk" })
            #expect(messages.count > 3)
            #expect(payload.suffix(13).elementsEqual("one two three".utf8))
            #expect(messages.last?.headers[":event-type"] == "InvokeComplete")
            #expect(messages.last?.payload == Array("{}".utf8))
        }
    }

    @Test func `a failure is reported in the last message`() async throws {
        try await withBench { bench in
            let reply = try await bench.post(
                "double",
                "{}",
                path: "2021-11-15",
                operation: "response-streaming-invocations"
            )
            let messages = try EventStreamReader.messages(reply.body)
            #expect(messages.count == 1)
            #expect(try JSON(parsing: try #require(messages.first).payload)["ErrorCode"] == "NotANumber")
        }
    }
}
