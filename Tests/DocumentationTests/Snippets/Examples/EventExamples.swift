import Swiftlet
import SwiftletEvents
import SwiftletSQL

/// The examples in the reference of event handlers.
enum EventExamples {
    struct Refund: Decodable, EventInput {
        var orderID: Int
        var amount: Int
    }

    struct OrderPlaced: Decodable, EventBridgeDetail {
        static let detailType = "OrderPlaced"
        var orderID: Int
    }

    struct OrderShipped: Codable, CloudEventData, EventOutput {
        static let cloudEventType = "com.example.order.shipped"
        var orderID: Int
    }

    struct InvoiceSent: Encodable, EventOutput {
        var orderID: Int
    }

    static func cloudEventHandlers() -> [EventHandler] {
        let shipped = EventHandler("shipped-orders") { (event: CloudEvent<OrderShipped>, context) in
            context.logger.info("Order \(event.data.orderID) was shipped.")
        }

        let invoices = EventHandler("invoices", from: "/warehouse") { (event: CloudEvent<OrderShipped>, context) in
            CloudEvent(
                id: "invoice-\(event.id)",
                source: "/invoices",
                type: "com.example.invoice.sent",
                data: InvoiceSent(orderID: event.data.orderID)
            )
        }
        return [shipped, invoices]
    }

    static func handlers() -> [EventHandler] {
        let placed = EventHandler("placed-orders") { (event: EventBridgeEvent<OrderPlaced>, context) in
            context.logger.info("Order \(event.detail.orderID) was placed.")
        }

        let cleanUp = EventHandler("nightly-cleanup", Inject(database)) { (event: ScheduledEvent, context, database) in
            let count = try await database.execute("DELETE FROM sessions WHERE expires_at < \(event.time)")
            context.logger.info("Deleted \(count) sessions.")
        }

        let digest = EventHandler("digest", on: .schedule("rate(1 day)")) { (event: ScheduledEvent, context) in
            context.logger.info("The digest of \(event.time)")
        }
        let imports = EventHandler("imports", on: .queue(batchSize: 100, batchingWindow: 5)) {
            (event: SQSEvent, context) in
            await processBatch(event.records) { record in context.logger.info("Imported \(record.messageID).") }
        }

        let notices = EventHandler("notices") { (event: SNSEvent, context) in
            for notice in event.records { context.logger.notice("\(notice.message)") }
        }

        let uploads = EventHandler("uploads") { (event: S3Event, context) in
            for upload in event.records { context.logger.info("\(upload.key) has \(upload.size ?? 0) bytes.") }
        }

        let changes = EventHandler("changes") { (event: DynamoDBStreamEvent, context) in
            await processBatch(event.records) { record in
                let keys = try record.keys
                context.logger.info("\(record.change) of \(keys)")
            }
        }

        let clicks = EventHandler("clicks", from: "clicks") { (event: KinesisEvent, context) in
            let count = (event.window?.state["count"]?.int ?? 0) + event.records.count
            return BatchResponse(state: ["count": .integer(count)])
        }

        let signUps = EventHandler("pre-sign-up") { (event: CognitoTriggerEvent, context) in
            var event = event
            event.response["autoConfirmUser"] = true
            return event
        }
        return [placed, cleanUp, digest, imports, notices, uploads, changes, clicks, signUps]
    }
}
