import Swiftlet
import SwiftletEvents

@testable import SwiftletPackaging

/// An app, and its SAM template.
enum TemplateFixture {
    /// An app with endpoints and event handlers.
    static let app = App(title: "Shop: \"small\"", version: "1.0.0") {
        Endpoint(.get, "/items/{id}", operationID: "get_item", Path("id", Int.self)) { id in "\(id)" }
        Endpoint(.delete, "/items/{id}", operationID: "delete_item", Path("id", Int.self)) { id in "\(id)" }
        Endpoint(.get, "/files/{path:path}", operationID: "get-file", Path("path", String.self)) { $0 }
        EventHandler("nightly", on: .schedule("rate(1 day)")) { (event: ScheduledEvent, context) in }
        EventHandler("imports", on: .queue(batchSize: 100, batchingWindow: 5, maximumConcurrency: 2)) {
            (event: SQSEvent, context) in
        }
        EventHandler("by-hand") { (event: SNSEvent, context) in }
    }

    /// The template of an app.
    static func document(
        of app: App = app,
        variables: [EnvironmentVariable] = [],
        options: DeploymentOptions = DeploymentOptions()
    ) throws -> YAML {
        SAMTemplate(try Deployment(app, variables: variables, options: options)).document
    }
}
