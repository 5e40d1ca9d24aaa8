import FoundationEssentials
import Swiftlet
import SwiftletEvents

/// The settings that ``makeApp(_:)`` is called with.
let settings = Dependency(settings: Settings.self)

let health = Endpoint(.get, "/health", operationID: "health", summary: "Check that the app responds") {
    ["status": "ok"]
}

/// Ships orders from a queue.
///
/// A message that fails, because it is invalid or for another reason, is reported by ID, and the queue delivers only that
/// message again. A queue can deliver a message twice, so shipping the same order again must have no effect.
let orders = EventHandler("orders", on: .queue(), Inject(settings)) { (event: SQSEvent, context, settings) in
    await processBatch(event.records) { record in
        let order = try record.decode(Order.self)
        guard order.quantity <= settings.maximumQuantity else { throw ReviewRequired(order: order) }
        context.logger.info("Shipping \(order.quantity) of order \(order.id)")
    }
}

/// Reports on the day before the schedule's time, every morning.
let dailyReport = EventHandler("daily-report", on: .schedule("cron(0 6 * * ? *)")) { (event: ScheduledEvent, context) in
    let report = Report(from: event.time.addingTimeInterval(-86_400), to: event.time)
    context.logger.info("Reporting from \(report.from) to \(report.to)")
    return report
}
