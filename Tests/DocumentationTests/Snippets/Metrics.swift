import Swiftlet
import SwiftletMetrics
import SwiftletSQL

// The code of the metrics guide.

struct ShopSettings: AppSettings {
    let metrics: CloudWatchMetrics?

    init(_ environment: LaunchEnvironment) throws {
        metrics = try CloudWatchMetrics.configured(by: environment)
    }
}

let placeOrder = Endpoint(.post, "/orders/{product}", Path("product", String.self)) { product in
    Counter(label: "OrdersPlaced", dimensions: [("product", product)]).increment()
    let start = ContinuousClock.now
    try await pay(for: product)
    Timer(label: "Payment").record(start.duration(to: .now))
    return "Ordered"
}

func pay(for product: String) async throws {
    if product != "tea" { throw OutOfStock() }
}

func meteredOrders(_ settings: ShopSettings) -> App {
    App(title: "Shop", version: "1.0.0", settings: settings) {
        if let metrics = settings.metrics { InvocationMetrics(metrics) }
        RequestLog()
        placeOrder
    }
}

func meteredDatabase(_ url: String) throws -> Database {
    try Database(url: url, configuration: .init(onConnectionWait: InvocationMetrics.recordPoolWait))
}

func meteredShop(_ metrics: CloudWatchMetrics) -> App {
    App(title: "Shop", version: "1.0.0") {
        InvocationMetrics(metrics)
        RequestLog()
        sell
    }
}
