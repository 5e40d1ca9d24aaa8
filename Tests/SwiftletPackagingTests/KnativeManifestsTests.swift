import Swiftlet
import SwiftletEvents
import SwiftletJSON
import Testing

@testable import SwiftletPackaging

@Suite struct KnativeManifestsTests {
    private struct Shipped: Codable, CloudEventData {
        static let cloudEventType = "com.example.shipped"
        var order: Int
    }

    private let app = App(title: "Users API", version: "1.0.0") {
        EventHandler("shipped", from: "/warehouse") { (event: CloudEvent<Shipped>, context) in }
        EventHandler("audit") { (event: CloudEvent<JSON>, context) in }
        EventHandler("imports", on: .queue()) { (event: SQSEvent, context) in }
    }

    private var manifests: KnativeManifests {
        let variables: [EnvironmentVariable] = [
            .secret("SECRET_KEY", "A key."), .plain("MODE", "A mode.", default: ""),
        ]
        return KnativeManifests(
            app,
            variables: variables,
            options: .init(image: "registry.example.com/users:1", memory: 256, timeout: 30)
        )
    }

    @Test func `a service reads secrets and settings`() throws {
        let service = try #require(manifests.documents.first)
        #expect(service["metadata", "name"]?.text == "users-api\n")
        guard case .list(let containers)? = service["spec", "template", "spec", "containers"],
            let container = containers.first
        else {
            Issue.record("The service has no container.")
            return
        }
        #expect(container["image"]?.text == "registry.example.com/users:1\n")
        #expect(container["resources", "limits", "memory"]?.text == "\"256Mi\"\n")
        #expect(
            container["env"]?.text == """
                - name: SECRET_KEY
                  valueFrom:
                    secretKeyRef:
                      name: users-api
                      key: SECRET_KEY
                - name: MODE
                  valueFrom:
                    configMapKeyRef:
                      name: users-api
                      key: MODE
                      optional: true
                - name: SWIFTLET_REQUEST_TIMEOUT
                  value: "30"

                """
        )
    }

    @Test func `a handler of CloudEvents is subscribed to their type and source`() throws {
        let triggers = manifests.documents.dropFirst()
        #expect(triggers.count == 2)
        let trigger = try #require(triggers.first)
        #expect(trigger["metadata", "name"]?.text == "users-api-shipped\n")
        #expect(trigger["spec", "filter", "attributes"]?.text == "type: com.example.shipped\nsource: /warehouse\n")
        #expect(triggers.last?["spec", "filter", "attributes"]?.text == "{}\n")
        #expect(trigger["spec", "subscriber", "ref", "name"]?.text == "users-api\n")
        #expect(manifests.notice?.hasSuffix(": imports.") == true)
    }
}
