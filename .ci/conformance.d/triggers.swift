// Writes the templates of an app with all triggers, with all pairs of options, and their resource counts. Compiled by the
// conformance tests against the modules of the debug build. Usage: triggers FOLDER

import Foundation
import Swiftlet
import SwiftletEvents
import SwiftletJSON
import SwiftletPackaging

struct Shipped: Codable, CloudEventData {
    static let cloudEventType = "com.example.shipped"
    var order: Int
}

let app = App(title: "Triggers: \"${all}\"", version: "1.0.0") {
    Endpoint(.get, "/items/{id}", operationID: "get_item", Path("id", Int.self)) { id in "\(id)" }
    Endpoint(.put, "/items/{id}", operationID: "put_item", Path("id", Int.self)) { id in "\(id)" }
    Endpoint(.get, "/files/{path:path}", operationID: "get-file", Path("path", String.self)) { $0 }
    EventHandler("nightly", on: .schedule("cron(0 3 * * ? *)")) { (_: ScheduledEvent, _) in }
    EventHandler("imports", on: .queue(batchSize: 100, batchingWindow: 5, maximumConcurrency: 2)) { (_: SQSEvent, _) in
    }
    EventHandler("ordered", on: .queue(isFIFO: true)) { (_: SQSEvent, _) in }
    EventHandler("news", on: .topic(filter: ["kind": ["news"]])) { (_: SNSEvent, _) in }
    EventHandler("uploads", on: .bucket(prefix: "in/", suffix: ".csv")) { (_: S3Event, _) in }
    EventHandler("changes", on: .table(batchingWindow: 10, startingPosition: .oldest)) { (_: DynamoDBStreamEvent, _) in
    }
    EventHandler("clicks", on: .stream(parallelizationFactor: 2)) { (_: KinesisEvent, _) in }
    EventHandler("windows", on: .stream(tumblingWindow: 60)) { (_: KinesisEvent, _) in }
    EventHandler(
        "placed",
        on: .events(matching: ["source": ["shop"], "detail": ["total": [["numeric": [">", 100]]]]], bus: "shop")
    ) { (_: JSON, _) in }
    EventHandler("shipped", from: "/warehouse") { (_: CloudEvent<Shipped>, _) in }
    EventHandler("by-hand") { (_: JSON, _) in }
}

let variables: [EnvironmentVariable] = [
    .secret("DATABASE_URL", "The URL of the database."), .secret("SECRET_KEY", "A \"key\".", minimumLength: 32),
    .plain("MODE", "A mode such as ${x}.", default: ""),
]

let options: [(name: String, set: (inout DeploymentOptions) -> Void)] = [
    ("rest", { $0.gateway = .rest }), ("url", { $0.gateway = .url }), ("per-endpoint", { $0.isDivided = true }),
    ("stream", { $0.streamsResponses = true }), ("vpc", { $0.isInVPC = true }), ("gradual", { $0.isGradual = true }),
    ("alarms", { $0.hasAlarms = true }), ("arm64", { $0.architecture = "arm64" }),
    ("tags", { $0.tags = [.init(name: "team", value: "shop"), .init(name: "cost center", value: "1:2")] }),
    ("retention", { $0.logRetention = 7 }),
]

func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: CommandLine.arguments[1]).appending(path: name))
}

var counts: [(key: String, value: JSON)] = []
for (index, one) in options.enumerated() {
    for other in options[index...] {
        var chosen = DeploymentOptions()
        one.set(&chosen)
        other.set(&chosen)
        let name = one.name == other.name ? one.name : "\(one.name)+\(other.name)"
        // Contradictory options are tested by the unit tests.
        guard let deployment = try? Deployment(app, variables: variables, options: chosen) else { continue }
        let template = SAMTemplate(deployment)
        try write(template.text, to: "\(name).yaml")
        counts.append((name, .integer(template.resourceCount.count)))
        guard !chosen.isGradual else { continue }
        try write(try TerraformConfiguration(deployment).text, to: "\(name).tf.json")
    }
}
try write(String(decoding: JSON.object(JSONObject(counts)).bytes, as: UTF8.self), to: "counts.json")
let knative = KnativeManifests(
    app,
    variables: variables,
    options: .init(image: "registry.example.com/triggers:1", memory: 512, timeout: 300)
)
try write(knative.text, to: "knative.yaml")
