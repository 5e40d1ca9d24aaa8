import Swiftlet
import SwiftletMetrics
import SwiftletTesting
import Testing

/// The snippets of the metrics guide.
@Suite struct MetricsSnippetTests {
    @Test func `a measured app records its metrics, and one without a namespace has no middleware`() async throws {
        let variables = ["POWERTOOLS_METRICS_NAMESPACE": "Shop"]
        for variables in [variables, [:]] {
            let settings = try ShopSettings(LaunchEnvironment(variables: variables, isDeployed: false))
            #expect((settings.metrics == nil) == variables.isEmpty)
            let client = TestClient(meteredOrders(settings))
            try await client.post("/orders/tea").expect(.ok, json: "Ordered")
            try await client.post("/orders/milk").expect(.conflict)
        }
    }

    @Test func `metrics have units and resolutions`() throws {
        #expect(try MetricsExamples.formattedMetrics().namespace == "Shop")
        try MetricsExamples.countOrders()
    }
}
