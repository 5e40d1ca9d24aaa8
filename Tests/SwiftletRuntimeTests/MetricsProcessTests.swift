import CoreMetrics
import Foundation
import Swiftlet
import SwiftletJSON
import SwiftletMetrics
import Testing

@testable import SwiftletRuntime

/// Tests of a whole process that writes metrics.
@Suite(.timeLimit(.minutes(1)))
struct MetricsProcessTests {
    /// The environment of a process with metrics.
    private static func configure(_ api: ScriptedRuntimeAPI, concurrency: Int = 1) {
        setVariable("AWS_LAMBDA_RUNTIME_API", api.address)
        setVariable("AWS_LAMBDA_MAX_CONCURRENCY", "\(concurrency)")
        setVariable("POWERTOOLS_METRICS_NAMESPACE", "Shop")
        setVariable("POWERTOOLS_SERVICE_NAME", "orders")
    }

    /// An HTTP API event.
    private static func event(_ id: String, path: String) -> Event {
        let body = """
            {"version":"2.0","routeKey":"$default","rawPath":"\(path)","rawQueryString":"","headers":{},
            "requestContext":{"http":{"method":"GET","path":"\(path)"},"stage":"$default"},"isBase64Encoded":false}
            """
        return Event(id, body, [("Lambda-Runtime-Trace-Id", "Root=\(id)")])
    }

    private static func documents(_ output: [UInt8]) throws -> [JSON] {
        try String(decoding: output, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix(#"{"_aws""#) }
            .map { try JSON(parsing: String($0)) }
    }

    @Test func `metrics are written before the response is posted`() async throws {
        let result = await #expect(processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]) {
            let api = try ScriptedRuntimeAPI()
            api.enqueue(Self.event("e-1", path: "/orders/1"), Self.event("e-2", path: "/broken"))
            // When the response arrives, as when the platform freezes the environment: nothing is written afterwards.
            api.onResponses(2) { kill(getpid(), SIGKILL) }
            Self.configure(api)
            Runtime.main { (settings: MeteredSettings) in
                App(title: "Shop", version: "1") {
                    if let metrics = settings.metrics { InvocationMetrics(metrics) }
                    Endpoint(.get, "/orders/{id}", operationID: "order", Path("id", Int.self)) { id in
                        print("got here")
                        Counter(label: "OrdersRead").increment()
                        return id
                    }
                    Endpoint(.get, "/broken", operationID: "broken") { () async throws -> Int in
                        throw EnvironmentError(.missing, "STAGE is not set.")
                    }
                }
            }
        }
        let output = try #require(result).standardOutputContent
        #expect(String(decoding: output, as: UTF8.self).contains("got here\n{\"_aws\""))
        let documents = try Self.documents(output)
        #expect(documents.map { $0["requestId"] } == ["e-1", "e-2"])
        #expect(documents.map { $0["traceId"] } == ["Root=e-1", "Root=e-2"])
        #expect(documents.map { $0["route"] } == ["GET /orders/{id}", "GET /broken"])
        #expect(documents.map { $0["Errors"] } == [0, 1])
        #expect(documents.map { $0["ColdStart"] } == [1, nil])
        #expect(documents.map { $0["OrdersRead"] } == [1, nil])
        #expect(documents.allSatisfy { $0["service"] == "orders" })
    }

    @Test func `concurrent invocations of a process write their own request IDs`() async throws {
        let result = await #expect(processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]) {
            let api = try ScriptedRuntimeAPI()
            for number in 0..<40 { api.enqueue(Self.event("e-\(number)", path: "/orders/\(number)")) }
            api.onResponses(40) { kill(getpid(), SIGKILL) }
            Self.configure(api, concurrency: 8)
            Runtime.main { (settings: MeteredSettings) in
                App(title: "Shop", version: "1") {
                    if let metrics = settings.metrics { InvocationMetrics(metrics) }
                    Endpoint(.get, "/orders/{id}", operationID: "order", Path("id", Int.self)) { id in
                        let order = Gauge(label: "Order")
                        // Others run meanwhile, and end in another order.
                        try await Task.sleep(for: .milliseconds((id * 7) % 20))
                        order.record(id)
                        return id
                    }
                }
            }
        }
        let documents = try Self.documents(try #require(result).standardOutputContent)
        #expect(documents.count == 40)
        for document in documents {
            #expect(document["requestId"]?.string == "e-\(document["Order"]?.int ?? -1)")
        }
    }

    @Test func `a process without a namespace writes nothing`() async throws {
        let result = await #expect(processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]) {
            let api = try ScriptedRuntimeAPI()
            api.enqueue(Self.event("e-1", path: "/"))
            api.onResponses(1) { kill(getpid(), SIGKILL) }
            Self.configure(api)
            setVariable("POWERTOOLS_METRICS_NAMESPACE", nil)
            Runtime.main { (settings: MeteredSettings) in
                App(title: "Shop", version: "1") {
                    if let metrics = settings.metrics { InvocationMetrics(metrics) }
                    Endpoint(.get, "/", operationID: "root") {
                        Counter(label: "counter").increment()
                        return 1
                    }
                }
            }
        }
        #expect(try Self.documents(try #require(result).standardOutputContent).isEmpty)
    }
}

/// Settings with metrics.
private struct MeteredSettings: AppSettings {
    let metrics: CloudWatchMetrics?

    init(_ environment: LaunchEnvironment) throws {
        metrics = try CloudWatchMetrics.configured(by: environment)
    }
}
