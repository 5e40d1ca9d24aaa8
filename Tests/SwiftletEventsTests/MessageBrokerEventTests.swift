import EventSamples
import FoundationEssentials
import Swiftlet
import SwiftletJSON
import Testing

@testable import SwiftletEvents

/// Events of Amazon MQ and DocumentDB.
@Suite struct MessageBrokerEventTests {
    private struct Document: Decodable, EventInput {
        var anyField: String
    }

    @Test func `decodes an event of an ActiveMQ queue`() throws {
        let event = try ActiveMQEvent(event: try node(Samples.activeMQ))
        #expect(event.brokerARN.hasSuffix("broker:test:b-9bcfa592-423a-4942-879d-eb284b418fc8"))
        let text = try #require(event.messages.first)
        #expect(text.messageType == "jms/text-message")
        #expect(try text.data == Array("ABC:AAAA".utf8))
        #expect(text.destination == "testQueue")
        #expect(text.correlationID == "myJMSCoID")
        #expect(text.expiration == 60_000)
        #expect(text.isPersistent == false)
        #expect(!text.isRedelivered)
        #expect(text.brokerSentAt == Date(timeIntervalSince1970: 1_598_827_811.959))
        #expect(text.properties == ["index": "1", "doAlarm": "false", "myCustomProperty": "value"])
        let bytes = try #require(event.messages.last)
        #expect(try bytes.data == [45, 6, 134, 67, 205, 146, 227, 201])
        #expect(bytes.correlationID == nil)
        #expect(bytes.replyTo == nil)
        #expect(bytes.isPersistent == true)
        #expect(bytes.isRedelivered)
    }

    @Test func `decodes an event of a RabbitMQ queue`() throws {
        let message = try #require(try RabbitMQEvent(event: try node(Samples.rabbitMQ)).messages.first)
        #expect(message.queue == "pizzaQueue")
        #expect(message.virtualHost == "/")
        #expect(try message.decode(JSON.self) == ["timeout": 0, "data": "CZrmf0Gw8Ov4bqLQxD4E"])
        #expect(message.properties.contentType == "text/plain")
        #expect(message.properties.contentEncoding == nil)
        #expect(
            message.properties.headers
                == ["header1": "value1", "header2": ["bytes": [-1, -2]], "numberInHeader": 10]
        )
        #expect(message.properties.expiration == "60000")
        #expect(message.properties.timestamp == "Jan 1, 1970, 12:33:41 AM")
        #expect(message.properties.bodySize == 80)
    }

    @Test(arguments: [
        ("queue::/", "queue", "/"), ("a:b::/shop", "a:b", "/shop"), ("queue", "queue", ""), ("::/", "", "/"),
        ("queue::", "queue", ""), ("a::b::/", "a::b", "/"),
    ])
    func `splits the name of a queue`(name: String, queue: String, virtualHost: String) {
        #expect(RabbitMQMessage.split(name) == (queue, virtualHost))
    }

    @Test func `decodes an event of a change stream`() throws {
        let event = try DocumentDBEvent(event: try node(Samples.documentDB))
        #expect(event.clusterARN.hasSuffix("cluster:canaryclusterb2a659a2-qo5tcmqkcl03"))
        let change = try #require(event.changes.first)
        #expect(change.operation == .insert)
        #expect(change.namespace?.database == "test_database")
        #expect(change.namespace?.collection == "test_collection")
        #expect(change.documentKey == ["_id": ["$oid": "63eeb6e7d418cd98afb1c1d7"]])
        #expect(change.clusterTime == Date(timeIntervalSince1970: 1_676_588_775))
        #expect(change.resumeToken == "0163eeb6e7000000090100000009000041e1")
        #expect(try change.decode(Document.self).anyField == "sampleValue")
    }

    @Test(arguments: [
        (
            #"{"operationType": "update", "updateDescription": {"updatedFields": {"a.b": 1}, "removedFields": ["c"], "truncatedArrays": [{"field": "d", "newSize": 2}]}}"#,
            DocumentDBChange.Operation.update
        ),
        (#"{"operationType": "rename", "ns": {"db": "a", "coll": "b"}, "to": {"db": "a", "coll": "c"}}"#, .rename),
        (#"{"operationType": "dropDatabase", "ns": {"db": "a"}}"#, .dropDatabase),
        (#"{"operationType": "invalidate"}"#, .invalidate),
    ])
    func `decodes other changes`(text: String, operation: DocumentDBChange.Operation) throws {
        let event = try node(#"{"events": [{"event": \#(text)}]}"#)
        let change = try #require(try DocumentDBEvent(event: event).changes.first)
        #expect(change.operation == operation)
        switch operation {
        case .update:
            #expect(change.updatedFields == ["a.b": 1])
            #expect(change.removedFields == ["c"])
            #expect(change.truncatedArrays == [["field": "d", "newSize": 2]])
        case .rename: #expect(change.renamedTo?.collection == "c")
        case .dropDatabase: #expect(change.namespace?.collection == nil)
        default: #expect(change.namespace == nil)
        }
        #expect(#expect(throws: EventError.self) { try change.decode(Document.self) }?.code == .missing)
    }
}
