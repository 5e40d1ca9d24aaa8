import Swiftlet
import SwiftletCustomResources
import SwiftletEvents
import SwiftletIO

/// The examples in the reference of the events of AWS services.
enum ServiceEventExamples {
    struct SignUpRejected: Error {}

    struct ChatMessage: Decodable, EventInput {
        var text: String
    }

    struct Zone: Decodable, EventInput {
        var name: String
    }

    struct Greeting: Decodable, EventInput {
        var name: String
    }

    struct BookSource: Decodable, EventInput {
        var author: String
    }

    struct Rotator: SecretRotation {
        func createSecret(_ event: SecretRotationEvent) {}
        func setSecret(_ event: SecretRotationEvent) {}
        func testSecret(_ event: SecretRotationEvent) {}
        func finishSecret(_ event: SecretRotationEvent) {}
    }

    static let httpClient = Dependency(.perProcess) { HTTPClient() }
    static let rotator = Dependency(.perProcess) { Rotator() }

    static func triggers() -> [EventHandler] {
        let employees = EventHandler("employees") { (event: PreSignUpEvent, context) in
            var event = event
            guard event.request.userAttributes["email"]?.hasSuffix("@example.com") == true else {
                throw SignUpRejected()
            }
            event.response.autoConfirmUser = true
            return event
        }

        let zones = EventHandler("zones", Inject(httpClient)) { (event: CustomResourceEvent, context, client) in
            try await event.respond(context: context, through: client) { event in
                let zone = try event.decodeProperties(Zone.self)
                switch event.requestType {
                case .create:
                    return CustomResourceResult(
                        physicalResourceID: "zone-\(zone.name)",
                        data: ["Name": .string(zone.name)]
                    )
                case .update: return CustomResourceResult()
                case .delete: return CustomResourceResult()
                }
            }
        }

        let rotation = EventHandler("rotation", Inject(rotator)) { (event: SecretRotationEvent, context, rotator) in
            try await event.perform(with: rotator)
        }

        let labels = EventHandler("labels") { (event: S3BatchEvent, context) in
            await event.process { task in
                context.logger.info("\(task.key) in \(task.bucket)")
                return .succeeded("labeled")
            }
        }
        return [employees, zones, rotation, labels]
    }

    static func conversations() -> [EventHandler] {
        let chat = EventHandler("chat") { (event: WebSocketMessageEvent, context) in
            let message = try event.decode(ChatMessage.self)
            return WebSocketResponse(text: "Received \(message.text.count) characters.")
        }

        let greetings = EventHandler("greetings") { (event: AppSyncResolverEvent, context) in
            let greeting = try event.decodeArguments(Greeting.self)
            return "Hello, \(greeting.name)!"
        }

        let authors = EventHandler("authors") { (event: AppSyncBatchEvent, context) in
            await event.resolve { request in try request.decodeSource(BookSource.self).author }
        }

        let weather = EventHandler("weather") { (event: BedrockAgentFunctionEvent, context) in
            let city = event["city"] ?? "Berlin"
            return BedrockAgentFunctionResponse(to: event, text: "The weather in \(city) is good.")
        }

        let orders = EventHandler("flower-orders") { (event: LexEvent, context) in
            guard event.intent?["FlowerType"] != nil else {
                return LexResponse.elicitSlot("FlowerType", to: event, messages: [.plainText("Which flowers?")])
            }
            return LexResponse.close(.fulfilled, to: event, messages: [.plainText("Thank you.")])
        }

        let callers = EventHandler("callers") { (event: ConnectEvent, context) in
            let language = event.contact.attributes["Language"] ?? "en-US"
            return ConnectResponse(["greeting": language == "de-DE" ? "Guten Tag" : "Hello"])
        }
        return [chat, greetings, authors, weather, orders, callers]
    }

    static func assistant() -> App {
        let claims = Endpoint(.get, "/claims/{claim_id}", Path("claim_id", Int.self)) { id in "Claim \(id) is open." }

        let assistant = App(title: "Claims", version: "1.0.0") {
            BedrockAgentRoutes()
            claims
        }
        return assistant
    }
}
