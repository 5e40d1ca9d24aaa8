import EventSamples
import FoundationEssentials
import Swiftlet
import SwiftletJSON
import Testing

@testable import SwiftletEvents

@Suite struct FirehoseEventTests {
    private struct Failure: Error {}

    private static func event(_ count: Int, data: String = "") -> JSON {
        [
            "invocationId": "1", "deliveryStreamArn": "arn:aws:firehose:us-east-2:1:deliverystream/s",
            "records": .array((0..<count).map { ["recordId": .string("r\($0)"), "data": .string(data)] }),
        ]
    }

    private static func firehose(_ count: Int) throws -> FirehoseEvent {
        try FirehoseEvent(event: JSONDocument(parsing: event(count).bytes).root)
    }

    private static func output(_ response: TransformationResponse) throws -> JSON {
        try JSON(parsing: bytes(response))
    }

    private static func bytes(_ response: TransformationResponse) -> [UInt8] {
        var writer = JSONWriter()
        response.encodeEvent(to: &writer)
        return writer.finish()
    }

    @Test func `decodes an event with a Kinesis stream as source`() throws {
        let event = try FirehoseEvent(event: try node(Samples.firehose))
        #expect(event.invocationID == "invocationIdExample")
        #expect(event.sourceARN == "arn:aws:kinesis:us-east-1:123456789012:stream/kinesis-source")
        #expect(event.region == "us-east-2")
        let record = try #require(event.records.first)
        #expect(try record.data == Array("Hello World".utf8))
        #expect(record.arrivedAt == Date(timeIntervalSince1970: 1_664_028_820.148))
        #expect(record.kinesis?.shardID == "shardId-000000000000")
        #expect(record.kinesis?.arrivedAt == Date(rfc3339: "2012-04-23T18:25:43.511Z"))
        #expect(record.kinesis?.subsequenceNumber == nil)
        #expect(try event.records.last?.decode(JSON.self) == ["id": 2])
        #expect(event.records.last?.kinesis == nil)
    }

    @Test func `the data of an MSK cluster has a member of its own in the event and in the response`() async throws {
        let event = try FirehoseEvent(event: try node(Samples.firehoseMSK))
        #expect(event.sourceARN?.contains("cluster/msk-source") == true)
        #expect(event.records.first?.kafka?.offset == 15)
        #expect(event.records.first?.kafka?.partition == 1)
        let response = await event.transformRecords { record in .ok(try record.data) }
        #expect(
            try Self.output(response)
                == ["records": [["recordId": "record1", "result": "Ok", "kafkaRecordValue": "SGVsbG8gV29ybGQ="]]]
        )
    }

    @Test(arguments: [1, 3, 10])
    func `the response has each record once, in the order of the event`(concurrency: Int) async throws {
        let response = try await Self.firehose(5)
            .transformRecords(concurrency: concurrency) { record in
                switch record.recordID {
                case "r0": return .ok([1, 2], partitionKeys: ["country": "DE", "city": "B"])
                case "r1": throw Failure()
                case "r2": return .dropped
                case "r3": return try .json(["id": 3] as JSON, table: .init("update", table: "t", database: "d"))
                default: return .failed
                }
            }
        #expect(
            try Self.output(response) == [
                "records": [
                    [
                        "recordId": "r0", "result": "Ok", "data": "AQI=",
                        "metadata": ["partitionKeys": ["city": "B", "country": "DE"]],
                    ],
                    ["recordId": "r1", "result": "ProcessingFailed"],
                    ["recordId": "r2", "result": "Dropped"],
                    [
                        "recordId": "r3", "result": "Ok", "data": "eyJpZCI6M30K",
                        "metadata": [
                            "otfMetadata": [
                                "destinationDatabaseName": "d", "destinationTableName": "t", "operation": "update",
                            ]
                        ],
                    ],
                    ["recordId": "r4", "result": "ProcessingFailed"],
                ]
            ]
        )
    }

    @Test func `records without a result fail, and results without a record are ignored`() throws {
        let response = try Self.firehose(2).response(["r1": .dropped, "other": .dropped])
        #expect(
            try Self.output(response) == [
                "records": [
                    ["recordId": "r0", "result": "ProcessingFailed"], ["recordId": "r1", "result": "Dropped"],
                ]
            ]
        )
    }

    @Test func `records that do not fit in the response fail`() async throws {
        let transformation = Transformation(try Self.firehose(7).records, maximumResponseSize: 6000)
        let response = await transformation.response { record in
            record.recordID == "r1" ? .ok([66]) : .ok([UInt8](repeating: 65, count: 1000))
        }
        let bytes = Self.bytes(response)
        #expect(bytes.count <= 6000)
        let results = try JSON(parsing: bytes)["records"]?.array?.map { $0["result"]?.string }
        #expect(results == ["Ok", "Ok", "Ok", "Ok", "Ok", "ProcessingFailed", "ProcessingFailed"])
    }

    @Test func `a response of exactly the limit is sent`() throws {
        let records = try Self.firehose(1).records
        let data = [UInt8](repeating: 0, count: 30)
        let size = Self.bytes(Transformation(records).response(["r0": .ok(data)])).count
        // The comma behind each record is counted, too.
        for (limit, result) in [(size + 1, "Ok"), (size, "ProcessingFailed"), (1, "ProcessingFailed")] {
            let response = Transformation(records, maximumResponseSize: limit).response(["r0": .ok(data)])
            #expect(try Self.output(response)["records"]?[0]?["result"]?.string == result)
        }
    }

    @Test func `a response is at most 6 MB`() async throws {
        let data = [UInt8](repeating: 0, count: 5 * 1024 * 1024)
        let bytes = Self.bytes(try Self.firehose(1).response(["r0": .ok(data)]))
        #expect(
            String(decoding: bytes, as: UTF8.self) == #"{"records":[{"recordId":"r0","result":"ProcessingFailed"}]}"#
        )
    }

    @Test func `near the deadline the remaining records fail`() async throws {
        let context = Context(deadline: .now + .milliseconds(100))
        let response = try await Context.$current.withValue(context) {
            try await Self.firehose(2).transformRecords { _ in .dropped }
        }
        #expect(
            try Self.output(response)["records"]?.array?.map { $0["result"]?.string }
                == ["ProcessingFailed", "ProcessingFailed"]
        )
    }

    @Test func `decodes and answers events of Kinesis Data Analytics`() async throws {
        let preprocessing = try KinesisAnalyticsEvent(event: try node(Samples.kinesisAnalytics))
        #expect(preprocessing.streamARN?.hasSuffix("stream/lambda-test") == true)
        let record = try #require(preprocessing.records.first)
        #expect(try record.data == Array("hello world".utf8))
        #expect(record.kinesis?.partitionKey == "7400791606")
        #expect(record.arrivedAt == Date(timeIntervalSince1970: 1_520_280.173))
        let transformed = await preprocessing.transformRecords { _ in throw Failure() }
        #expect(try Self.output(transformed)["records"]?[0]?["result"] == "ProcessingFailed")

        let output = try KinesisAnalyticsEvent(event: try node(Samples.kinesisAnalyticsOutput))
        #expect(output.streamARN == nil)
        #expect(output.records.first?.retryCount == 2)
        let delivered = await output.transformRecords { _ in .delivered }
        let id: JSON = "49571347871967966406409637155186850213682522142927749122"
        #expect(try Self.output(delivered) == ["records": [["recordId": id, "result": "Ok"]]])
        let failed = await output.transformRecords { _ in throw Failure() }
        #expect(try Self.output(failed) == ["records": [["recordId": id, "result": "DeliveryFailed"]]])
    }
}
