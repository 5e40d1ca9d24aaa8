import Swiftlet
import SwiftletJSON
import Synchronization
import Testing

@testable import SwiftletRuntime

@Suite(.timeLimit(.minutes(1)))
struct RuntimeLoopTests {
    @Test func `an event gets a response`() async throws {
        let harness = try RuntimeHarness()
        harness.api.enqueue(Event("one", #"{"n":1}"#), Event("two", #"{"n":2}"#))
        #expect(try await harness.run(.echo) == 0)
        let responses = harness.api.requests(.response)
        #expect(responses.map(\.text) == [#"{"n":1}"#, #"{"n":2}"#])
        #expect(responses.map(\.path) == ["one", "two"].map { "/2018-06-01/runtime/invocation/\($0)/response" })
        #expect(harness.api.requests(.error).isEmpty)
        #expect(harness.log.lines.isEmpty)
    }

    @Test func `every call has the required header fields`() async throws {
        let harness = try RuntimeHarness()
        harness.api.enqueue(Event("one"))
        #expect(try await harness.run(.echo) == 0)
        let next = try #require(harness.api.requests(.next).first)
        #expect(next.method == "GET")
        #expect(next.field("User-Agent")?.wholeMatch(of: /swiftlet\/\d+\.\d+\.\d+/) != nil)
        let response = try #require(harness.api.requests(.response).first)
        #expect(response.method == "POST")
        #expect(response.field("Content-Type") == "application/json")
        #expect(response.field("Content-Length") == "2")
        #expect(response.field("User-Agent") == next.field("User-Agent"))
        #expect(response.field("Expect") == nil)
        #expect(response.field("Transfer-Encoding") == nil)
        #expect(response.field("Lambda-Runtime-Function-Response-Mode") == nil)
    }

    @Test func `one connection is used for all invocations`() async throws {
        let harness = try RuntimeHarness()
        for number in 0..<50 { harness.api.enqueue(Event("e\(number)")) }
        #expect(try await harness.run(.echo) == 0)
        #expect(harness.api.requests(.response).count == 50)
        #expect(harness.api.connections == 1)
    }

    @Test func `every header field is in the context`() async throws {
        let harness = try RuntimeHarness()
        harness.api.enqueue(
            Event(
                "one",
                "{}",
                [
                    ("lambda-runtime-invoked-function-arn", "arn:aws:lambda:eu-west-1:1:function:f:live"),
                    ("LAMBDA-RUNTIME-TRACE-ID", "Root=1-2-3;Sampled=1"),
                    ("Lambda-Runtime-Client-Context", #"{"client":{"app":"ü"},"custom":{"k":[1,2]}}"#),
                    ("Lambda-Runtime-Cognito-Identity", #"{"cognitoIdentityId":"i","cognitoIdentityPoolId":"p"}"#),
                    ("Lambda-Runtime-Aws-Tenant-Id", "blue"),
                    ("Lambda-Runtime-Deadline-Ms", "\(LogTime.now.microseconds / 1000 + 60_000)"),
                ]
            )
        )
        let seen = Mutex<Context?>(nil)
        let code = try await harness.run(
            ClosureHandler { event, context in
                seen.withLock { $0 = context }
                #expect(Context.current?.requestID == context.requestID)
                return .bytes(event)
            }
        )
        #expect(code == 0)
        let context = try #require(seen.withLock { $0 })
        #expect(context.requestID == "one")
        #expect(context.invokedFunctionARN == "arn:aws:lambda:eu-west-1:1:function:f:live")
        #expect(context.traceID == "Root=1-2-3;Sampled=1")
        #expect(context.clientContext?["client"]?["app"]?.string == "ü")
        #expect(context.clientContext?["custom"]?["k"]?[1]?.int == 2)
        #expect(context.identity?["cognitoIdentityId"]?.string == "i")
        #expect(context.tenantID == "blue")
        #expect(!context.streamsResponses)
        let time = try #require(context.remainingTime)
        #expect(time > .zero && time <= .seconds(60))
    }

    @Test func `optional header fields may be missing`() async throws {
        let harness = try RuntimeHarness()
        harness.api.enqueue(Event("one", "null"))
        let code = try await harness.run(
            ClosureHandler { event, context in
                #expect(context.deadline == nil)
                #expect(context.remainingTime == nil)
                #expect(context.invokedFunctionARN == nil)
                #expect(context.traceID == nil)
                #expect(context.clientContext == nil)
                #expect(context.identity == nil)
                #expect(context.tenantID == nil)
                return .bytes(event)
            }
        )
        #expect(code == 0)
        #expect(harness.api.requests(.response).map(\.text) == ["null"])
    }

    @Test(arguments: ["%7B", "{", "nonsense!", "e30", "{}x"])
    func `an invalid client context is ignored`(text: String) async throws {
        let harness = try RuntimeHarness()
        harness.api.enqueue(Event("one", "{}", [("Lambda-Runtime-Client-Context", text)]))
        let code = try await harness.run(
            ClosureHandler { event, context in
                // "e30" is base64 of {}.
                #expect((context.clientContext == nil) == (text != "e30"))
                return .bytes(event)
            }
        )
        #expect(code == 0)
        #expect(harness.api.requests(.response).count == 1)
        #expect(harness.log.text.contains("client context") == (text != "e30"))
    }

    @Test func `the trace id is exported only without concurrency`() async throws {
        for concurrency in 1...2 {
            var harness = try RuntimeHarness(["AWS_LAMBDA_MAX_CONCURRENCY": "\(concurrency)"])
            let exported = SharedList<String?>()
            harness.exportTraceID = { exported.append($0) }
            harness.stopsAfterResponses = 2
            harness.api.enqueue(Event("one", "{}", [("Lambda-Runtime-Trace-Id", "Root=1")]), Event("two"))
            #expect(try await harness.run(.echo) == 0)
            #expect(exported.values == (concurrency == 1 ? ["Root=1", nil] : []))
        }
    }

    @Test func `a request id is percent-encoded as one path segment`() async throws {
        let harness = try RuntimeHarness()
        harness.api.enqueue(Event("a/../b ?#%"))
        #expect(try await harness.run(.echo) == 0)
        #expect(
            harness.api.requests(.response).map(\.path)
                == ["/2018-06-01/runtime/invocation/a%2F..%2Fb%20%3F%23%25/response"]
        )
    }

    @Test func `a path prefix of the endpoint is kept`() async throws {
        var harness = try RuntimeHarness()
        harness.variables["AWS_LAMBDA_RUNTIME_API"] = "http://localhost:\(harness.api.port)/.rt/"
        harness.api.enqueue(Event("one"))
        #expect(try await harness.run(.echo) == 0)
        #expect(harness.api.requests.allSatisfy { $0.path.hasPrefix("/.rt/2018-06-01/runtime/invocation/") })
        #expect(harness.api.requests(.response).count == 1)
    }

    @Test func `a thousand invocations in sequence`() async throws {
        let harness = try RuntimeHarness()
        for number in 0..<1000 { harness.api.enqueue(Event("e\(number)", "\(number)")) }
        #expect(try await harness.run(.echo) == 0)
        #expect(harness.api.requests(.response).map(\.text) == (0..<1000).map(String.init))
        #expect(harness.api.requests(.error).isEmpty)
    }
}
