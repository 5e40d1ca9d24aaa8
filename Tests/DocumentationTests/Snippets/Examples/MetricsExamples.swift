import Swiftlet
import SwiftletMetrics

/// The examples in the reference of metrics.
enum MetricsExamples {
    static func countOrders() throws {
        let metrics = try CloudWatchMetrics(namespace: "Shop", service: "orders")
        let orders = Counter(label: "OrdersPlaced", factory: metrics)
        orders.increment()
    }

    static func formattedMetrics() throws -> CloudWatchMetrics {
        let sizes = try CloudWatchMetrics(
            namespace: "Shop",
            formats: [
                "UploadSize": MetricFormat(unit: .bytes),
                "QueueDepth": MetricFormat(unit: .count, isHighResolution: true),
            ]
        )
        return sizes
    }

    static func serve() throws {
        MetricsSystem.bootstrap(try CloudWatchMetrics(namespace: "Shop"))
    }
}
