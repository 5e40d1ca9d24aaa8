// A server for the conformance tests: its handlers return what they have received.

import FoundationEssentials
import Swiftlet
import SwiftletEvents
import SwiftletJSON
import SwiftletServer

struct Order: Codable, CloudEventData, EventOutput {
    static let cloudEventType = "com.example.order.placed"
    var number: Int
}

struct OutOfStock: Error {}

/// Replies with the attributes of an event as data.
func reply(to event: CloudEvent<some Sendable>, data: JSON) -> CloudEvent<JSON> {
    var reply = CloudEvent(id: "reply-\(event.id)", source: "/probe", type: "com.example.reply", data: data)
    reply.subject = event.subject
    reply.time = event.time
    reply.dataContentType = "application/json"
    reply.dataSchema = event.dataSchema
    reply.extensions = event.extensions
    return reply
}

Server.main {
    App(title: "Probe", version: "1.0.0") {
        Endpoint(.get, "/slow", operationID: "slow", Query("ms", Int.self, .range(0...60_000), default: 100)) { ms in
            try await Task.sleep(for: .milliseconds(ms))
            return Response.text("slow")
        }
        Endpoint(.post, "/echo", operationID: "echo", RequestInfo()) { request in
            Response(.ok, headers: [.contentType: "application/octet-stream"], body: .bytes(request.body))
        }
        Endpoint(.get, "/ticks", operationID: "ticks") {
            EventStream { events in
                for id in 0..<5 { try await events.send(ServerSentEvent(data: "tick", id: String(id))) }
            }
            .response(.ok)
        }
        .producing("text/event-stream")
        EventHandler("orders") { (event: CloudEvent<Order>, context) in
            if event.data.number == 0 { throw OutOfStock() }
            return reply(to: event, data: ["number": .integer(event.data.number)])
        }
        EventHandler("texts", from: "/texts") { (event: CloudEvent<String?>, context) in
            reply(to: event, data: event.data.map(JSON.string) ?? .null)
        }
        EventHandler("files", from: "/files") { (event: CloudEvent<Base64Bytes>, context) in
            reply(to: event, data: ["count": .integer(event.data.bytes.count)])
        }
        EventHandler("silent", from: "/silent") { (event: CloudEvent<JSON>, context) in }
    }
}
