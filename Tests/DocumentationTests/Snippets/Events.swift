import Swiftlet
import SwiftletEvents
import SwiftletMacros

@Model
struct Order: EventInput {
    var id: Int
    @Rule(.ge(1)) var quantity: Int
}

let orders = EventHandler("orders") { (event: SQSEvent, context) in
    await processBatch(event.records) { record in
        let order = try record.decode(Order.self)
        context.logger.info("Shipping \(order.quantity) of order \(order.id).")
    }
}

@Model
struct Resize: EventInput, EventOutput {
    @Rule(.ge(1)) var width: Int
    @Rule(.ge(1)) var height: Int
}

let resize = EventHandler("resize") { (event: Resize, context) in
    Resize(width: event.width / 2, height: event.height / 2)
}

let queues = App(title: "Shop", version: "1.0.0") {
    EventHandler("orders", from: "orders") { (event: SQSEvent, context) in
        await processBatch(event.records) { record in
            context.logger.info("An order: \(record.body)")
        }
    }
    EventHandler("refunds", from: "refunds") { (event: SQSEvent, context) in
        await processBatch(event.records) { record in
            context.logger.info("A refund: \(record.body)")
        }
    }
}
