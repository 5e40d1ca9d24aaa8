import Swiftlet
import SwiftletEvents
import SwiftletJSON
import Testing

@testable import SwiftletPackaging

@Suite struct KnativeManifestsTests {
    private let app = App(title: "Users API", version: "1.0.0") {
        EventHandler("shipped", from: "/warehouse") { (event: JSON, context) in }
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

    @Test func `a handler without a trigger of AWS is subscribed to the type with its name`() throws {
        let triggers = manifests.documents.dropFirst()
        #expect(triggers.count == 1)
        let trigger = try #require(triggers.first)
        #expect(trigger["metadata", "name"]?.text == "users-api-shipped\n")
        #expect(trigger["spec", "filter", "attributes"]?.text == "type: shipped\nsource: /warehouse\n")
        #expect(trigger["spec", "subscriber", "ref", "name"]?.text == "users-api\n")
        #expect(manifests.notice?.hasSuffix(": imports.") == true)
    }
}
