import Foundation
import HTTPTypes
import Swiftlet
import SwiftletIO
import SwiftletJSON
import SwiftletTesting
import Testing

@testable import SwiftletHarness

@Suite(.timeLimit(.minutes(2))) struct InvokeAPITests {
    /// The Invoke API of the small app, and a client that sends raw calls.
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
        let tool = try HarnessFixture()
        let errors = Recorder()
        let program = tool.program(Recorder(), errors)
        let host = AppHost(try program.makeApp(), program: program)
        let servers = ServedFunctions(functions: host, console: program.console.errors)
        let place = try #require(try await servers.serveInvokeAPI(on: "127.0.0.1", 0))
        do {
            try await body(Bench(url: place.url, client: HTTPClient(loop: tool.loop), errors: errors))
        } catch {
            try await servers.stop()
            throw error
        }
        try await servers.stop()
    }

    private func header(_ name: String, _ reply: HTTPClientResponse) -> String? { reply.headers[field: name] }

    @Test(arguments: [
        "double", "double:prod", "012345678912:function:double",
        "arn%3Aaws%3Alambda%3Aus-east-1%3A012345678912%3Afunction%3Adouble",
        "arn:aws:lambda:us-east-1:012345678912:function:double:1",
    ])
    func `a handler is invoked by every form of its name`(function: String) async throws {
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

    @Test func `a function that fails answers 200 and says so`() async throws {
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

    @Test func `the client context arrives, and the end of the log comes back`() async throws {
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

    @Test func `an event that nobody waits for is answered at once, and its failure told`() async throws {
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
            body: "\"" + String(repeating: "x", count: 256 * 1024) + "\"",
            header: ("X-Amz-Invocation-Type", "Event"),
            status: 413,
            errorType: "RequestTooLargeException"
        ),
    ]

    @Test(arguments: refusals)
    func `what cannot be invoked is refused as the service does`(refusal: Refusal) async throws {
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

    @Test func `an event of just the limit is taken`() async throws {
        try await withBench { bench in
            let text = "\"" + String(repeating: "x", count: 6 * 1024 * 1024 + 98) + "\""
            let reply = try await bench.post("double", text)
            #expect(reply.status == .ok)
        }
    }

    @Test func `other paths and methods are refused`() async throws {
        try await withBench { bench in
            let got = try await bench.post("double", "{}", method: .get)
            #expect(got.status == .methodNotAllowed)
            #expect(try await bench.post("double", "{}", operation: "nothing").status == .notFound)
            #expect(try await bench.post("double", "{}", path: "2016-01-01").status == .notFound)
        }
    }

    // MARK: - in parts

    @Test func `an answer comes in messages`() async throws {
        try await withBench { bench in
            // Of the sources that send HTTP events only function URLs and REST APIs stream.
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

    @Test func `a failure is told at the end of the messages`() async throws {
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

/// Takes messages apart, and checks their sums.
enum EventStreamReader {
    struct Message {
        var headers: [String: String] = [:]
        var payload: [UInt8] = []
    }

    struct Malformed: Error {}

    static func messages(_ bytes: [UInt8]) throws -> [Message] {
        var rest = bytes[...]
        var messages: [Message] = []
        while !rest.isEmpty {
            let length = Int(number(rest, 0))
            let headersLength = Int(number(rest, 4))
            guard length <= rest.count, length >= 16 + headersLength else { throw Malformed() }
            let message = Array(rest.prefix(length))
            guard sum(message[..<8]) == number(message[...], 8),
                sum(message[..<(length - 4)]) == number(message[...], length - 4)
            else { throw Malformed() }
            var parsed = Message()
            var cursor = 12
            while cursor < 12 + headersLength {
                let nameEnd = cursor + 1 + Int(message[cursor])
                let valueLength = Int(message[nameEnd + 1]) << 8 | Int(message[nameEnd + 2])
                let name = String(decoding: message[(cursor + 1)..<nameEnd], as: UTF8.self)
                let value = message[(nameEnd + 3)..<(nameEnd + 3 + valueLength)]
                parsed.headers[name] = String(decoding: value, as: UTF8.self)
                cursor = nameEnd + 3 + valueLength
            }
            parsed.payload = Array(message[cursor..<(length - 4)])
            messages.append(parsed)
            rest = rest.dropFirst(length)
        }
        return messages
    }

    private static func number(_ bytes: ArraySlice<UInt8>, _ offset: Int) -> UInt32 {
        bytes.dropFirst(offset).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static func sum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var checksum = CRC32()
        checksum.add(bytes)
        return checksum.value
    }
}
