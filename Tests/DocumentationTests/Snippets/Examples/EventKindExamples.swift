import Swiftlet
import SwiftletEvents
import SwiftletJSON

/// The examples in the reference of the events of brokers, deliveries, alarms, emails and devices.
enum EventKindExamples {
    struct Payment: Decodable, EventInput {
        var id: Int
    }

    struct Invoice: Decodable, EventInput {
        var number: String
    }

    struct Shipment: Decodable, EventInput {
        var id: Int
    }

    struct Visit: Codable, EventInput, EventOutput {
        var country: String
        var isInternal: Bool
    }

    static let deviceKeys = Dependency(.perProcess) { ["sensor-42": "token"] }

    static func brokerHandlers() -> [EventHandler] {
        let payments = EventHandler("payments") { (event: KafkaEvent, context) in
            await processBatch(event.records) { record in
                let payment = try record.decode(Payment.self)
                context.logger.info("Payment \(payment.id) at offset \(record.offset)")
            }
        }

        let invoices = EventHandler("invoices", from: "invoices") { (event: ActiveMQEvent, context) in
            for message in event.messages {
                let invoice = try message.decode(Invoice.self)
                context.logger.info("Invoice \(invoice.number) of \(message.messageID)")
            }
        }

        let shipments = EventHandler("shipments", from: "shipments") { (event: RabbitMQEvent, context) in
            for message in event.messages {
                let shipment = try message.decode(Shipment.self)
                context.logger.info("Shipment \(shipment.id) from the queue \(message.queue)")
            }
        }

        let profiles = EventHandler("profiles", from: "shop.profiles") { (event: DocumentDBEvent, context) in
            for change in event.changes where change.operation == .insert || change.operation == .update {
                context.logger.info("\(change.operation) of \(change.documentKey ?? .null)")
            }
        }
        return [payments, invoices, shipments, profiles]
    }

    static func deliveryHandlers() -> [EventHandler] {
        let enrichment = EventHandler("enrichment") { (event: FirehoseEvent, context) in
            await event.transformRecords { record in
                let visit = try record.decode(Visit.self)
                guard !visit.isInternal else { return .dropped }
                return try .json(visit, partitionKeys: ["country": visit.country])
            }
        }

        let failures = EventHandler("failures", from: "/aws/lambda/checkout") { (event: CloudWatchLogsEvent, context) in
            guard !event.logs.isControlMessage else { return }
            for line in event.logs.events {
                context.logger.warning("\(event.logs.logStream): \(line.message)")
            }
        }

        let totals = EventHandler("totals", from: "orders") { (event: KinesisEvent, context) in
            let response = await aggregateBatch(event.records, in: event.window) { state, record in
                let order = try record.decode(Order.self)
                state["quantity"] = .integer((state["quantity"]?.int ?? 0) + order.quantity)
            }
            if event.window?.isFinalInvokeForWindow == true {
                context.logger.info("Orders of the window: \(response.state ?? [:])")
            }
            return response
        }
        return [enrichment, failures, totals]
    }

    static func operationHandlers() -> [EventHandler] {
        let pager = EventHandler("pager", from: "checkout-errors") { (event: CloudWatchAlarmEvent, context) in
            context.logger.critical("\(event.alarm.name) is \(event.alarm.state.value): \(event.alarm.state.reason)")
        }

        let incidents = EventHandler("incidents") { (event: EventBridgeEvent<CloudWatchAlarm>, context) in
            let alarm = event.detail
            context.logger.notice("\(alarm.name): \(alarm.previousState?.value ?? .unknown) to \(alarm.state.value)")
        }

        let thumbnails = EventHandler("thumbnails") { (event: EventBridgeEvent<S3ObjectDetail>, context) in
            guard event.detailType == S3ObjectDetail.created else { return }
            context.logger.info("\(event.detail.key) has \(event.detail.size ?? 0) bytes.")
        }

        let support = EventHandler("support", from: "support@example.com") { (event: SESEvent, context) in
            let isSpam = event.records.contains { $0.receipt.spamVerdict == .fail }
            return isSpam ? SESDisposition.stopRuleSet : .continue
        }
        return [pager, incidents, thumbnails, support]
    }

    static func deviceHandlers() -> [EventHandler] {
        let doorbell = EventHandler("doorbell", from: "G030JF055364XVRB") { (event: IoTButtonEvent, context) in
            guard event.clickType == .single else { return }
            context.logger.notice("The battery of \(event.serialNumber): \(event.batteryVoltage ?? "unknown")")
        }

        let devices = EventHandler("devices", Inject(deviceKeys)) { (event: IoTAuthorizerEvent, context, keys) in
            guard let id = event.mqttClientID, let token = event.token, keys[id] == token.revealed else {
                return IoTAuthorizerResponse.denied
            }
            let connect: JSON = ["Action": "iot:Connect", "Effect": "Allow", "Resource": "*"]
            let policy: JSON = ["Version": "2012-10-17", "Statement": [connect]]
            return IoTAuthorizerResponse(principalID: "sensor42", policies: [policy])
        }

        let registrations = EventHandler("registrations") { (event: IoTProvisioningEvent, context) in
            let isKnown = event.parameters["SerialNumber"]?.hasPrefix("SN-") == true
            return IoTProvisioningResponse(allowsProvisioning: isKnown)
        }

        let inventory = EventHandler("inventory") { (event: IoTRegistryEvent, context) in
            guard event.eventType == "THING_EVENT", let thing = event.thingName else { return }
            context.logger.info("\(event.operation) \(thing)")
        }
        return [doorbell, devices, registrations, inventory]
    }
}
