import CoreMetrics
import Swiftlet
import SwiftletTesting
import Testing

@testable import SwiftletMetrics

@Suite struct CloudWatchMetricsTests {
    @Test func `an invocation writes its metrics in one line, with its request and trace IDs`() async throws {
        let collected = try CollectedMetrics(dimensions: [("service", "orders")])
        let documents = try await collected.documents { metrics in
            Counter(label: "OrdersPlaced", factory: metrics).increment()
            Timer(label: "Payment", dimensions: [("provider", "acme")], factory: metrics).recordMilliseconds(52)
        }
        try #require(documents.count == 1)
        let document = documents[0]
        #expect(document["_aws"]?["Timestamp"] == 1_574_109_732_004)
        #expect(document["requestId"] == "r-1")
        #expect(document["traceId"] == "Root=1-67891233-abcdef012345678912345678")
        #expect(document["service"] == "orders")
        #expect(document["OrdersPlaced"] == 1)
        #expect(document.dimensions(of: "OrdersPlaced") == ["service"])
        #expect(document["Payment"] == 52)
        #expect(document.dimensions(of: "Payment") == ["service", "provider"])
        #expect(document.directives.allSatisfy { $0["Namespace"] == "Test" })
    }

    @Test func `counters are summed, recorders keep their values, and gauges and meters their last one`() async throws {
        let collected = try CollectedMetrics()
        let documents = try await collected.documents { metrics in
            for number in 1...3 {
                Counter(label: "counter", factory: metrics).increment(by: number)
                FloatingPointCounter(label: "fractions", factory: metrics).increment(by: 0.25)
                Recorder(label: "recorder", factory: metrics).record(number)
                Gauge(label: "gauge", factory: metrics).record(Double(number) + 0.5)
            }
            let meter = Meter(label: "meter", factory: metrics)
            meter.set(5)
            meter.increment(by: 2.5)
            meter.decrement()
        }
        let document = try #require(documents.first)
        #expect(document.values("counter") == [6])
        #expect(document.values("fractions") == [0.75])
        #expect(document.values("recorder") == [1, 2, 3])
        #expect(document.values("gauge") == [3.5])
        #expect(document.values("meter") == [6.5])
        #expect(document.definition("counter")?["Unit"] == "Count")
        #expect(document.definition("recorder")?["Unit"] == nil)
    }

    @Test(arguments: [
        (TimeUnit.nanoseconds, "Microseconds", 1_500_000.0), (.microseconds, "Microseconds", 1_500_000),
        (.milliseconds, "Milliseconds", 1500), (.seconds, "Seconds", 1.5), (.minutes, "Seconds", 1.5),
        (.days, "Seconds", 1.5),
    ])
    func `a timer has the nearest unit of CloudWatch`(unit: TimeUnit, name: String, value: Double) async throws {
        let collected = try CollectedMetrics()
        let documents = try await collected.documents { metrics in
            Timer(label: "time", preferredDisplayUnit: unit, factory: metrics).recordMilliseconds(1500)
        }
        #expect(documents.first?.definition("time")?["Unit"] == .string(name))
        #expect(documents.first?.values("time") == [value])
    }

    @Test func `formats determine units and resolutions`() async throws {
        let collected = try CollectedMetrics(formats: [
            "size": MetricFormat(unit: .kilobytes), "depth": MetricFormat(isHighResolution: true),
            "time": MetricFormat(unit: .microseconds), "rate": MetricFormat(unit: .bytes.perSecond),
            "wrong": MetricFormat(unit: .bytes), "plain": MetricFormat(unit: .noUnit),
        ])
        let documents = try await collected.documents { metrics in
            for label in ["size", "depth", "rate", "plain"] { Recorder(label: label, factory: metrics).record(1) }
            Timer(label: "time", preferredDisplayUnit: .seconds, factory: metrics).recordMilliseconds(1)
            Timer(label: "wrong", factory: metrics).recordMilliseconds(1)
        }
        let document = try #require(documents.first)
        #expect(document.definition("size")?["Unit"] == "Kilobytes")
        #expect(document.definition("depth")?["StorageResolution"] == 1)
        #expect(document.definition("size")?["StorageResolution"] == nil)
        #expect(document.definition("time")?["Unit"] == "Microseconds")
        #expect(document.values("time") == [1000])
        #expect(document.definition("rate")?["Unit"] == "Bytes/Second")
        #expect(document.definition("plain")?["Unit"] == "None")
        #expect(document["wrong"] == nil)
    }

    @Test(arguments: [Double.nan, .signalingNaN, .infinity, -.infinity, .greatestFiniteMagnitude, -1e109])
    func `a value that CloudWatch does not accept is ignored`(value: Double) async throws {
        let collected = try CollectedMetrics()
        let documents = try await collected.documents { metrics in
            Recorder(label: "recorder", factory: metrics).record(value)
            Gauge(label: "gauge", factory: metrics).record(value)
            FloatingPointCounter(label: "counter", factory: metrics).increment(by: value)
            let meter = Meter(label: "meter", factory: metrics)
            meter.set(2)
            meter.increment(by: value)
            meter.increment(by: 1)
        }
        let document = try #require(documents.first)
        for name in ["recorder", "gauge", "counter"] { #expect(document[name] == nil) }
        #expect(document.values("meter") == [3])
    }

    @Test func `rejected values of a metric are logged once`() throws {
        let collected = try CollectedMetrics()
        let log = LogCapture()
        Context.$current.withValue(Context(logger: log.logger)) {
            for label in ["first", "second"] {
                let recorder = Recorder(label: label, factory: collected.metrics)
                for factor in 1...5 { recorder.record(Double(factor) * 1e200) }
            }
        }
        #expect(log.messages.count == 2)
    }

    @Test func `a counter never decreases, and its sum stays in the range of values`() async throws {
        let collected = try CollectedMetrics()
        let documents = try await collected.documents { metrics in
            Counter(label: "counter", factory: metrics).increment(by: -1)
            let sum = FloatingPointCounter(label: "sum", factory: metrics)
            for _ in 0..<3 { sum.increment(by: 0x1p359) }
        }
        #expect(documents.first?["counter"] == nil)
        #expect(documents.first?.values("sum") == [0x1p360])
    }

    @Test func `a value outside of an invocation is written immediately`() throws {
        let collected = try CollectedMetrics()
        Counter(label: "started", factory: collected.metrics).increment()
        let atStart = try collected.take()
        #expect(atStart.map { $0.values("started") } == [[1]])
        #expect(atStart.first?["requestId"] == nil)
        Context.$current.withValue(Context(requestID: "r-2")) {
            Counter(label: "late", factory: collected.metrics).increment()
        }
        #expect(try collected.take().first?["requestId"] == "r-2")
    }

    @Test func `a value after the end of its invocation has the request ID of that invocation`() async throws {
        let collected = try CollectedMetrics()
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let (tasks, add) = AsyncStream.makeStream(of: Task<Void, Never>.self)
        _ = try await collected.documents(of: "r-1") { metrics in
            add.yield(
                Task {
                    for await _ in gate { break }
                    Counter(label: "late", factory: metrics).increment()
                }
            )
        }
        let documents = try await collected.documents(of: "r-2") { _ in
            open.yield()
            for await task in tasks {
                await task.value
                break
            }
        }
        #expect(documents.map { $0["requestId"] } == ["r-1", "r-2"])
        #expect(documents.map { $0["late"] } == [1, nil])
    }

    @Test func `many values are written before the invocation ends`() async throws {
        let collected = try CollectedMetrics()
        let documents = try await collected.documents { metrics in
            let recorder = Recorder(label: "value", factory: metrics)
            let counter = Counter(label: "counter", factory: metrics)
            for number in 0..<15_000 {
                recorder.record(number)
                counter.increment()
            }
            #expect(collected.count > 0)
        }
        #expect(documents.flatMap { $0.values("value") } == (0..<15_000).map(Double.init))
        #expect(documents.flatMap { $0.values("counter") }.reduce(0, +) == 15_000)
        #expect(documents.allSatisfy { $0["requestId"] == "r-1" })
    }

    @Test func `the level is that of the log if lower levels are dropped`() async throws {
        let collected = try CollectedMetrics(level: "ERROR")
        let documents = try await collected.documents { _ in }
        #expect(documents.first?["level"] == "ERROR")
        #expect(documents.first?["timestamp"] == "2019-11-18T20:42:12.004Z")
    }
}
