import HTTPTypes
import Swiftlet
import SwiftletJSON
import Testing

@testable import SwiftletGateway
@testable import SwiftletServer

@Suite(.timeLimit(.minutes(5))) struct StreamedResponseTests {
    /// Responds to every event with the same chunks.
    private struct PartsHost: FunctionHost {
        let contentType: String
        let parts: [[UInt8]]
        var failure: FunctionFailure?

        var functionNames: [String] { ["app"] }

        func invoke(_ call: FunctionCall) async -> FunctionOutcome {
            let channel = ChunkChannel()
            Task {
                for part in parts { try await channel.send(part) }
                channel.finish(failure.map { .failure($0) } ?? .success(()))
            }
            return .stream(ResponseStream(contentType: contentType, parts: channel))
        }

        func stop() async {}
    }

    private static let http = "application/vnd.awslambda.http-integration-response"
    private static let prelude = #"{"statusCode":201,"headers":{"content-type":"text/plain"},"cookies":["a=b"]}"#

    private func ask(
        _ parts: [[UInt8]],
        contentType: String = http,
        failure: FunctionFailure? = nil,
        shape: HTTPEventShape = .functionURL,
        streams: Bool = true
    ) async -> GatewayResponse {
        let host = PartsHost(contentType: contentType, parts: parts, failure: failure)
        return await EventGateway(host, shape: shape, streams: streams).respond(to: Request())
    }

    private func body(_ reply: GatewayResponse) async throws -> String {
        switch reply.response.body {
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        case .stream(let stream): String(decoding: try await stream.collect(), as: UTF8.self)
        }
    }

    /// The same bytes, split at every position.
    @Test func `the prelude may be split at any byte`() async throws {
        let bytes = Array(Self.prelude.utf8) + [UInt8](repeating: 0, count: 8) + Array("one two".utf8)
        for cut in 0...bytes.count {
            let reply = await ask([Array(bytes[..<cut]), Array(bytes[cut...])])
            #expect(reply.response.status == .created)
            #expect(reply.response.headers[.contentType] == "text/plain")
            #expect(reply.response.headers[.setCookie] == "a=b")
            #expect(try await body(reply) == "one two")
        }
        let single = await ask(bytes.map { [$0] })
        #expect(try await body(single) == "one two")
    }

    @Test func `content of another type becomes the body of a response`() async throws {
        let reply = await ask([Array("a,b".utf8)], contentType: "text/csv")
        #expect(reply.response.status == .ok)
        #expect(reply.response.headers[.contentType] == "text/csv")
        #expect(try await body(reply) == "a,b")
    }

    @Test func `a REST API requires the type of an HTTP response`() async throws {
        let reply = await ask([Array("a,b".utf8)], contentType: "text/csv", shape: .restAPI)
        #expect(reply.response.status == .badGateway)
        #expect(reply.failure?.contains("requires application/vnd.awslambda.http-integration-response") == true)
        let bytes = Array(Self.prelude.utf8) + [UInt8](repeating: 0, count: 8) + Array("one".utf8)
        #expect(await ask([bytes], shape: .restAPI).response.status == .created)
    }

    @Test(arguments: [(HTTPEventShape.restAPI, false), (.functionURL, true)])
    func `the prelude of a REST API is limited to 16 KiB`(shape: HTTPEventShape, isUnlimited: Bool) async throws {
        let head = #"{"statusCode":200,"headers":{"x-a":""#
        for (size, isValid) in [(16_384, true), (16_385, isUnlimited)] {
            let value = String(repeating: "a", count: size - 8 - head.utf8.count - 3)
            let prelude = Array((head + value + #""}}"#).utf8) + [UInt8](repeating: 0, count: 8)
            #expect(prelude.count == size)
            for parts in [[prelude + Array("one".utf8)], [Array(prelude.prefix(100)), Array(prelude.dropFirst(100))]] {
                let reply = await ask(parts, shape: shape)
                #expect(reply.response.status == (isValid ? .ok : .badGateway))
            }
        }
    }

    @Test(arguments: HTTPEventShape.all)
    func `a prelude is rejected where responses are buffered`(shape: HTTPEventShape) async throws {
        let bytes = Array(Self.prelude.utf8) + [UInt8](repeating: 0, count: 8) + Array("one".utf8)
        let buffered = await ask([bytes], shape: shape, streams: false)
        #expect(buffered.response.status == .badGateway)
        // The other shapes do not support streaming.
        let asked = await ask([bytes], shape: shape, streams: true)
        #expect(asked.response.status == (shape.canStream ? .created : .badGateway))
    }

    /// Responds to every event with the same bytes.
    private struct WholeHost: FunctionHost {
        let bytes: [UInt8]

        var functionNames: [String] { ["app"] }

        func invoke(_ call: FunctionCall) async -> FunctionOutcome { .response(bytes) }

        func stop() async {}
    }

    /// Responds with the raw query of the event as its body.
    private struct QueryHost: FunctionHost {
        var functionNames: [String] { ["app"] }

        func invoke(_ call: FunctionCall) async -> FunctionOutcome {
            guard let event = try? JSON(parsing: call.event), let query = event["rawQueryString"]?.string else {
                return .response(Array("null".utf8))
            }
            return .response((["statusCode": 200, "headers": [:], "body": .string(query)] as JSON).bytes)
        }

        func stop() async {}
    }

    @Test func `the query is passed to the event unmodified`() async throws {
        let gateway = EventGateway(QueryHost(), shape: .httpAPI)
        let query = "a=%41&b&a=1+2&=%7e"
        let request = Request(query: QueryString.parse(query))
        #expect(try await body(gateway.respond(to: request, rawQuery: query)) == query)
    }

    @Test func `a buffered response in stream mode is forwarded by a function URL and rejected by a REST API`()
        async throws
    {
        let envelope = Array(#"{"statusCode":404,"body":"no"}"#.utf8)
        let host = WholeHost(bytes: envelope)
        let url = await EventGateway(host, shape: .functionURL, streams: true).respond(to: Request())
        #expect(url.response.status == .ok)
        #expect(url.response.headers[.contentType] == "application/json")
        #expect(try await Array(body(url).utf8) == envelope)
        let rest = await EventGateway(host, shape: .restAPI, streams: true).respond(to: Request())
        #expect(rest.response.status == .badGateway)
        let buffered = await EventGateway(host, shape: .functionURL).respond(to: Request())
        #expect(buffered.response.status == .notFound)
        #expect(try await body(buffered) == "no")
    }

    @Test(arguments: [
        (HTTPEventShape.loadBalancer, 1_048_576), (.loadBalancerMultiValue, 1_048_576), (.httpAPI, 6_291_556),
        (.restAPI, 6_291_556), (.functionURL, 6_291_556), (.lattice, 6_291_556),
    ])
    func `the buffered response size limit depends on the shape`(shape: HTTPEventShape, limit: Int) async throws {
        func answer(_ size: Int) -> [UInt8] {
            let (head, end) = (Array(#"{"statusCode":200,"body":""#.utf8), Array(#""}"#.utf8))
            return head + [UInt8](repeating: UInt8(ascii: "x"), count: size - head.count - end.count) + end
        }
        let fitting = await EventGateway(WholeHost(bytes: answer(limit)), shape: shape).respond(to: Request())
        #expect(fitting.response.status == .ok)
        let large = await EventGateway(WholeHost(bytes: answer(limit + 1)), shape: shape).respond(to: Request())
        #expect(large.response.status == .badGateway)
        #expect(large.failure?.contains("at most \(limit)") == true)
    }

    @Test func `a response aborted within its prelude is a 502`() async throws {
        let short = await ask([Array("{".utf8)])
        #expect(short.response.status == .badGateway)
        let dead = FunctionFailure(errorType: "Runtime.ExitError", errorMessage: "m")
        let broken = await ask([Array("{".utf8)], failure: dead)
        #expect(broken.response.status == .badGateway)
        #expect(try await body(broken).contains("Runtime.ExitError"))
    }

    @Test func `a response aborted after its prelude aborts the HTTP response`() async throws {
        let bytes = Array(Self.prelude.utf8) + [UInt8](repeating: 0, count: 8) + Array("one".utf8)
        let reply = await ask([bytes], failure: FunctionFailure(errorType: "E", errorMessage: "m"))
        #expect(reply.response.status == .created)
        await #expect(throws: FunctionFailure.self) { _ = try await body(reply) }
    }

    @Test func `the producer is notified when the consumer is gone`() async throws {
        let channel = ChunkChannel()
        var stream: ResponseStream? = ResponseStream(contentType: nil, parts: channel)
        let sending = Task { try await channel.send([1]) }
        #expect(try await stream?.next() == [1])
        try await sending.value
        let unwanted = Task { try await channel.send([2]) }
        stream = nil
        await #expect(throws: CancellationError.self) { try await unwanted.value }
    }
}
