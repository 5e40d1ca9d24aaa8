import EventSamples
import FoundationEssentials
import Swiftlet
import SwiftletJSON
import Synchronization
import Testing

@testable import SwiftletEvents

@Suite struct KafkaEventTests {
    private struct Payment: Decodable, EventInput, Equatable {
        var id: Int
    }

    private struct Failure: Error {}

    @Test func `decodes an event of Amazon MSK`() throws {
        let event = try KafkaEvent(event: try node(Samples.kafka))
        #expect(event.clusterARN?.hasSuffix("cluster/vpc-2priv-2pub/751d2973-a626-431c-9d4e-d7975eb44dd7-2") == true)
        #expect(event.bootstrapServers.count == 2)
        let record = try #require(event.records.first)
        #expect(record.topic == "mytopic")
        #expect(record.partition == 0)
        #expect(record.offset == 15)
        #expect(record.topicPartition == "mytopic-0")
        #expect(record.time == Date(timeIntervalSince1970: 1_545_084_650.987))
        #expect(record.timestampType == "CREATE_TIME")
        #expect(try record.key == Array("recordKey".utf8))
        #expect(try record.value == Array("Hello, this is a test.".utf8))
        #expect(record.headers.map(\.name) == ["headerKey", "signed"])
        #expect(record.header("headerKey") == Array("headerValue".utf8))
        #expect(record.header("signed") == [118, 220, 0, 127, 128])
        #expect(record.header("other") == nil)
    }

    @Test func `decodes an event of a self-managed cluster`() throws {
        let event = try KafkaEvent(event: try node(Samples.kafkaSelfManaged))
        #expect(event.clusterARN == nil)
        let record = try #require(event.records.first)
        #expect(record.partition == 0)
        #expect(try record.key == nil)
        #expect(try record.decode(Payment.self) == Payment(id: 1))
        #expect(record.valueSchema == ["dataFormat": "JSON", "schemaId": "1234"])
    }

    @Test func `a tombstone has no value`() throws {
        var record = try #require(try KafkaEvent(event: try node(Samples.kafka)).records.first)
        record.encodedValue = nil
        #expect(try record.value == nil)
        #expect(#expect(throws: EventError.self) { try record.decode(Payment.self) }?.code == .missing)
        record.encodedValue = "?"
        #expect(#expect(throws: EventError.self) { try record.value }?.code == .invalidBase64)
    }

    @Test(arguments: [
        (#"{"records": []}"#, "records"), (#"{"records": {"a-0": {}}}"#, "records.a-0"),
        (#"{"records": {"a-0": [{"topic": "a"}]}}"#, "records.a-0[0].partition"),
        (#"{"records": {"a-0": [{"topic": "a", "partition": "x", "offset": 1}]}}"#, "records.a-0[0].partition"),
        (
            #"{"records": {"a-0": [{"topic": "a", "partition": 0, "offset": 1, "headers": [{"h": [1, 300]}]}]}}"#,
            "records.a-0[0].headers[0].h[1]"
        ),
    ])
    func `an error has the path of the member`(text: String, path: String) throws {
        let event = try node(text)
        #expect(#expect(throws: EventError.self) { try KafkaEvent(event: event) }?.path == path)
    }

    @Test func `the first failure of each partition is reported with its offset`() async throws {
        func records(_ partition: Int, _ offsets: ClosedRange<Int>) -> JSON {
            .array(
                offsets.map {
                    ["topic": "orders", "partition": .integer(partition), "offset": .integer($0), "value": nil]
                }
            )
        }
        let event: JSON = [
            "eventSource": "aws:kafka",
            "records": [
                "orders-0": records(0, 1...4), "orders-1": records(1, 1...3), "orders-2": records(2, 7...8),
            ],
        ]
        let kafka = try KafkaEvent(event: JSONDocument(parsing: event.bytes).root)
        for concurrency in [1, 4] {
            let processed = Mutex<Set<String>>([])
            let response = await processBatch(kafka.records, concurrency: concurrency) { record in
                processed.withLock { _ = $0.insert("\(record.itemIdentifier)") }
                if ["orders-0-2", "orders-0-4", "orders-2-8"].contains("\(record.itemIdentifier)") { throw Failure() }
            }
            var writer = JSONWriter()
            response.encodeEvent(to: &writer)
            #expect(
                try JSON(parsing: writer.finish())
                    == [
                        "batchItemFailures": [
                            ["itemIdentifier": ["partition": "orders-0", "offset": 2]],
                            ["itemIdentifier": ["partition": "orders-2", "offset": 8]],
                        ]
                    ]
            )
            #expect(
                processed.withLock { $0 } == [
                    "orders-0-1", "orders-0-2", "orders-1-1", "orders-1-2", "orders-1-3", "orders-2-7", "orders-2-8",
                ]
            )
        }
    }
}
