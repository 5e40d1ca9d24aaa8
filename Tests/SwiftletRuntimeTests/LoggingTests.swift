import Foundation
import Logging
import Swiftlet
import SwiftletJSON
import Synchronization
import Testing

@testable import SwiftletRuntime

@Suite struct LoggingTests {
    private struct Mishap: Error, CustomStringConvertible {
        var description: String
    }

    private let log = CollectedLog()
    private static let time = LogTime(microseconds: 1_769_817_600_123_456)

    private func logger(_ format: LogFormat, level: Logger.Level = .trace, label: String = "test") -> Logger {
        var output = log.output(format)
        output.now = { Self.time }
        return Logger(label: label) { RuntimeLogHandler(label: $0, level: level, output: output) }
    }

    @Test func `a JSON record has the platform's keys`() throws {
        logger(.json).info("Hello \"you\"\nand you", metadata: ["user": "7", "tags": ["a", "b"], "deep": ["k": "v"]])
        #expect(log.lines.count == 1)
        let line = try JSON(parsing: log.lines[0])
        #expect(line["timestamp"]?.string == "2026-01-31T00:00:00.123Z")
        #expect(line["level"]?.string == "INFO")
        #expect(line["message"]?.string == "Hello \"you\"\nand you")
        #expect(line["logger"]?.string == "test")
        #expect(line["user"]?.string == "7")
        #expect(line["tags"] == ["a", "b"])
        #expect(line["deep"] == ["k": "v"])
        #expect(line["requestId"] == nil)
        #expect(!log.lines[0].contains("\n"))
    }

    @Test func `numbers and Booleans of metadata are JSON values`() throws {
        logger(.json)
            .info(
                "m",
                metadata: [
                    "count": .stringConvertible(3), "ratio": .stringConvertible(0.5), "done": .stringConvertible(true),
                    "large": .stringConvertible(UInt64.max), "byte": .stringConvertible(UInt8(7)),
                    "infinite": .stringConvertible(Double.infinity), "name": .stringConvertible(Substring("x")),
                    "nested": ["counts": [.stringConvertible(1), "1"]],
                ]
            )
        let line = try JSON(parsing: log.lines[0])
        #expect(line["count"] == 3)
        #expect(line["ratio"] == 0.5)
        #expect(line["done"] == true)
        #expect(line["large"]?.uint64 == .max)
        #expect(line["byte"] == 7)
        #expect(line["infinite"] == "inf")
        #expect(line["name"] == "x")
        #expect(line["nested"] == ["counts": [1, "1"]])
    }

    @Test func `records have the correlation ID and the cold start of their invocation`() throws {
        let handler = RuntimeLogHandler(label: "test", level: .info, output: log.output(.json))
        var context = Context(requestID: "r", makeLogger: { handler.logger(of: $0) })
        context.logger.info("m", metadata: ["coldStart": "forged"])
        context.correlationID = "c\n1"
        context.isColdStart = true
        context.logger.info("m")
        let lines = try log.lines.map { try JSON(parsing: $0) }
        #expect(lines[0]["correlationId"] == nil)
        #expect(lines[0]["coldStart"] == nil)
        #expect(lines[0]["metadata.coldStart"] == "forged")
        #expect(lines[1]["correlationId"] == "c\n1")
        #expect(lines[1]["coldStart"] == true)
        let text = CollectedLog()
        let textHandler = RuntimeLogHandler(label: "test", level: .info, output: text.output(.text))
        textHandler.logger(of: context).info("m")
        #expect(text.lines[0].hasSuffix("m correlationId=c\\n1"))
    }

    @Test(arguments: [0.0, 0.25, 1]) func `debug messages are sampled by invocation`(rate: Double) {
        var output = log.output(.json)
        output.debugSampleRate = rate
        let handler = RuntimeLogHandler(label: "test", level: .info, output: output)
        let count = 4000
        for number in 0..<count {
            let context = Context(requestID: "request-\(number)", makeLogger: { handler.logger(of: $0) })
            let isSampled = context.logger.logLevel == .debug
            #expect(isSampled || context.logger.logLevel == .info)
            // Each access creates a logger.
            #expect((context.logger.logLevel == .debug) == isSampled)
            context.logger.debug("m")
        }
        let expected = Double(count) * rate
        #expect(abs(Double(log.lines.count) - expected) <= (rate == 0.25 ? 150 : 0))
        #expect(RuntimeLogHandler(label: "", level: .trace, output: output).logger(of: Context()).logLevel == .trace)
    }

    @Test(
        arguments: [("0", 0), ("0.1", 0.1), ("1", 1), ("1.5", nil), ("-1", nil), ("nan", nil), ("much", nil)]
            as [(String, Double?)]
    )
    func `sample rates are parsed`(text: String, expected: Double?) throws {
        #expect(RuntimeLogHandler.Output.sampleRate(text) == expected)
        let variables = ["POWERTOOLS_LOGGER_SAMPLE_RATE": text]
        #expect(ProcessLog(variables).output.debugSampleRate == expected ?? 0)
        #expect(try RuntimeConfiguration(variables).warnings.isEmpty == (expected != nil))
    }

    @Test func `metadata cannot override the platform's keys`() throws {
        logger(.json).info("m", metadata: ["level": "FATAL", "requestId": "forged", "message": "forged"])
        let line = try JSON(parsing: log.lines[0])
        #expect(line["level"]?.string == "INFO")
        #expect(line["message"]?.string == "m")
        #expect(line["requestId"] == nil)
        #expect(line["metadata.requestId"]?.string == "forged")
    }

    @Test func `an error adds its keys`() throws {
        logger(.json).error("It broke.", error: Mishap(description: "ü\n\"x\""))
        let line = try JSON(parsing: log.lines[0])
        #expect(line["level"]?.string == "ERROR")
        #expect(line["errorType"]?.string == "Mishap")
        #expect(line["errorMessage"]?.string == "ü\n\"x\"")
        #expect(line["stackTrace"]?.array?.isEmpty == true)
        #expect(line["location"]?.string?.contains("LoggingTests.swift:") == true)
    }

    @Test(
        arguments: [
            (Logger.Level.trace, "TRACE", 1), (.debug, "DEBUG", 2), (.info, "INFO", 3), (.notice, "INFO", 3),
            (.warning, "WARN", 4), (.error, "ERROR", 5), (.critical, "FATAL", 6),
        ] as [(Logger.Level, String, UInt32)]
    )
    func `levels have the platform's names`(level: Logger.Level, name: String, number: UInt32) throws {
        logger(.json).log(level: level, "m")
        #expect(try JSON(parsing: log.lines[0])["level"]?.string == name)
        #expect(level.telemetryNumber == number)
    }

    @Test(
        arguments: [
            ("TRACE", .trace), ("debug", .debug), ("Info", .info), ("WARN", .warning), ("ERROR", .error),
            ("FATAL", .critical), ("LOUD", nil), ("", nil), (nil, nil),
        ] as [(String?, Logger.Level?)]
    )
    func `levels are parsed`(text: String?, expected: Logger.Level?) {
        #expect(Logger.Level(platformName: text) == expected)
    }

    @Test func `the format is text unless it is JSON`() {
        #expect(LogFormat("JSON") == .json)
        #expect(LogFormat("json") == .json)
        #expect(LogFormat("Text") == .text)
        #expect(LogFormat(nil) == .text)
    }

    @Test func `a message below the log level is not formatted`() {
        func formatted() -> String {
            Issue.record("The message must not be formatted.")
            return ""
        }
        let logger = logger(.json, level: .warning)
        logger.info("\(formatted())")
        #expect(log.lines.isEmpty)
    }

    @Test func `a text record is one line`() {
        var context = Context(requestID: "r-1")
        context.traceID = "Root=1"
        Context.$current.withValue(context) {
            logger(.text).warning("a\nb\r\u{1B}[31m", metadata: ["k": "v\nw"])
        }
        #expect(log.lines == ["[WARN]\t2026-01-31T00:00:00.123Z\tr-1\ta\\nb\\r?[31m k=v\\nw"])
    }

    @Test func `a custom logger has the request id of the invocation`() throws {
        var context = Context(requestID: "r-1")
        context.traceID = "Root=1"
        context.tenantID = "blue"
        Context.$current.withValue(context) {
            logger(.json, label: "mine").info("m")
        }
        let line = try JSON(parsing: log.lines[0])
        #expect(line["requestId"]?.string == "r-1")
        #expect(line["traceId"]?.string == "Root=1")
        #expect(line["tenantId"]?.string == "blue")
        #expect(line["logger"]?.string == "mine")
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (951_782_400_000_000, "2000-02-29T00:00:00.000Z"),
            (4_107_542_399_999_999, "2100-02-28T23:59:59.999Z"), (4_107_542_400_000_000, "2100-03-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"), (1_709_251_199_000_001, "2024-02-29T23:59:59.000Z"),
            (253_402_300_799_999_000, "9999-12-31T23:59:59.999Z"),
        ] as [(Int64, String)]
    )
    func `a time is formatted`(microseconds: Int64, expected: String) {
        #expect(LogTime(microseconds: microseconds).text == expected)
    }

    @Test func `a telemetry frame has type, length and time`() {
        let record = Array("{}".utf8)
        let frame = LogSink.frame(
            of: record,
            level: .error,
            time: LogTime(microseconds: 0x0102_0304_0506_0708),
            format: .json
        )
        #expect(frame == [0xA5, 0x5A, 0x00, 0x16, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8] + record)
        let text = LogSink.frame(of: record, level: .info, time: LogTime(microseconds: 0), format: .text)
        #expect(text.prefix(4) == [0xA5, 0x5A, 0x00, 0x0F])
    }

    @Test func `a record is written immediately`() throws {
        let pipe = Pipe()
        let output = RuntimeLogHandler.Output(
            format: .text,
            sink: .lines(to: pipe.fileHandleForWriting.fileDescriptor),
            now: { Self.time }
        )
        let logger = Logger(label: "l") { RuntimeLogHandler(label: $0, level: .info, output: output) }
        logger.info("one")
        #expect(
            String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
                == "[INFO]\t2026-01-31T00:00:00.123Z\t\tone\n"
        )
        let frames = LogSink.frames(to: pipe.fileHandleForWriting.fileDescriptor, format: .text)
        frames.write(Array("two\nlines".utf8), .info, Self.time)
        #expect(pipe.fileHandleForReading.availableData.suffix(9) == Data("two\nlines".utf8))
    }

    @Test func `a line longer than a pipe's buffer is written whole`() async throws {
        let pipe = Pipe()
        let sink = LogSink.lines(to: pipe.fileHandleForWriting.fileDescriptor)
        let line = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        let writer = Thread {
            sink.write(line, .info, Self.time)
            try? pipe.fileHandleForWriting.close()
        }
        writer.start()
        #expect(pipe.fileHandleForReading.readDataToEndOfFile().count == line.count + 1)
    }
}
