import Swiftlet
import SwiftletEvents
import Testing

@testable import SwiftletPackaging

/// The functions that an app is deployed as.
@Suite struct DeployedFunctionTests {
    @Test func `an app is one function with the default route`() throws {
        let functions = DeployedFunction.functions(of: TemplateFixture.app, isDivided: false)
        let whole = try #require(functions.first)
        #expect(functions.count == 1)
        #expect(whole.handler == "app")
        #expect(whole.isDefaultRoute)
        #expect(
            whole.routes == [
                .init(method: "GET", path: "/items/{id}"), .init(method: "DELETE", path: "/items/{id}"),
                .init(method: "GET", path: "/files/{path+}"),
            ]
        )
        #expect(whole.sources.map(\.handler) == ["nightly", "imports"])
    }

    @Test func `handlers with indistinguishable events are separate functions`() {
        let app = App(title: "Two", version: "1.0.0") {
            EventHandler("one", on: .schedule("rate(1 day)")) { (event: ScheduledEvent, context) in }
            EventHandler("two", on: .schedule("rate(2 hours)")) { (event: ScheduledEvent, context) in }
            EventHandler("three", on: .queue()) { (event: SQSEvent, context) in }
        }
        let functions = DeployedFunction.functions(of: app, isDivided: false)
        #expect(functions.map(\.handler) == ["app", "one", "two"])
        #expect(functions.map { $0.sources.map(\.handler) } == [["three"], ["one"], ["two"]])
        #expect(!functions[0].isDefaultRoute)
    }

    @Test func `each endpoint can be a separate function that also handles HEAD and OPTIONS`() {
        let functions = DeployedFunction.functions(of: TemplateFixture.app, isDivided: true)
        #expect(functions.map(\.handler) == ["get_item", "delete_item", "get-file", "nightly", "imports", "by-hand"])
        #expect(functions[0].routes.map(\.method) == ["GET", "HEAD", "OPTIONS"])
        // The CORS preflights of a path are routed to its first endpoint.
        #expect(functions[1].routes.map(\.method) == ["DELETE"])
        #expect(functions.allSatisfy { !$0.isDefaultRoute })
    }
}
