import Swiftlet
import Testing

@testable import SwiftletPackaging

/// The checks of a deployment.
@Suite struct DeploymentTests {
    @Test func `contradictory options are errors`() {
        var streaming = DeploymentOptions()
        streaming.streamsResponses = true
        var divided = DeploymentOptions()
        divided.gateway = .url
        divided.isDivided = true
        for (options, message) in [(streaming, "does not stream"), (divided, "a URL of its own")] {
            let error = #expect(throws: PackagingError.self) {
                try Deployment(TemplateFixture.app, variables: [], options: options)
            }
            #expect(error?.message.contains(message) == true)
        }
    }

    @Test func `path variables with different names at one position are errors in a REST API`() {
        let app = App(title: "Shop", version: "1.0.0") {
            Endpoint(.get, "/items/{id}", operationID: "one", Path("id", Int.self)) { id in "\(id)" }
            Endpoint(.get, "/items/{item}/parts", operationID: "two", Path("item", Int.self)) { id in "\(id)" }
        }
        var options = DeploymentOptions()
        options.gateway = .rest
        options.isDivided = true
        let error = #expect(throws: PackagingError.self) { try Deployment(app, variables: [], options: options) }
        #expect(error?.message.contains("both {id} and {item} after /items/") == true)
    }
}
