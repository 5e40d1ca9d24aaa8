import Swiftlet

struct Order: Model, EventInput {
    var id: Int
    var quantity: Int

    static let schema = Schema(Order.init, Field("id", \.id), Field("quantity", \.quantity, .ge(1)))
}

let orders = EventHandler("orders") { (event: SQSEvent, context) in
    await processBatch(event.records) { record in
        let order = try record.decode(Order.self)
        context.logger.info("Shipping \(order.quantity) of order \(order.id).")
    }
}

struct Resize: Model, EventInput, EventOutput {
    var width: Int
    var height: Int

    static let schema = Schema(Resize.init, Field("width", \.width, .ge(1)), Field("height", \.height, .ge(1)))
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
