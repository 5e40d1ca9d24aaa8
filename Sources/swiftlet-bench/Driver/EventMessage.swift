/// The HTTP response with an event, created once, with a number and a deadline that are updated.
struct EventMessage {
    private(set) var bytes: [UInt8]
    private let numberEnd: Int
    private let deadlineEnd: Int
    /// The end of the number in the event, if it contains one.
    private let placeholderEnd: Int?
    /// Different for each run, since runs may share a database.
    private var number = SystemClock.milliseconds % 1_000_000 * 100_000

    /// Twelve digits in an event that are replaced by its number, so that events are unique.
    static let placeholder = "999999999999"

    /// Creates the response with the platform's header fields.
    init(_ event: [UInt8]) {
        bytes = []
        func field(_ name: String, _ value: String) -> [UInt8] { Array("\(name): \(value)\r\n".utf8) }
        bytes += "HTTP/1.1 200 OK\r\n".utf8
        bytes += field("Content-Type", "application/json")
        bytes += field("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-000000000000")
        numberEnd = bytes.count - 2
        bytes += field("Lambda-Runtime-Deadline-Ms", "1767225600000")
        deadlineEnd = bytes.count - 2
        bytes += field(
            "Lambda-Runtime-Invoked-Function-Arn",
            "arn:aws:lambda:us-east-2:123456789012:function:swiftlet-bench"
        )
        bytes += field(
            "Lambda-Runtime-Trace-Id",
            "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1"
        )
        bytes += field("Date", "Thu, 01 Jan 2026 00:00:00 GMT")
        bytes += field("Content-Length", "\(event.count)")
        bytes += "\r\n".utf8
        let start = bytes.count
        bytes += event
        placeholderEnd = event.firstRange(of: Self.placeholder.utf8).map { start + $0.upperBound }
    }

    /// Sets a new id, and a deadline in 30 seconds.
    mutating func update() {
        number += 1
        write(number, digits: 12, before: numberEnd)
        if let placeholderEnd { write(number, digits: 12, before: placeholderEnd) }
        write(SystemClock.milliseconds + 30_000, digits: 13, before: deadlineEnd)
    }

    private mutating func write(_ value: Int, digits: Int, before end: Int) {
        var rest = value
        for index in stride(from: end - 1, through: end - digits, by: -1) {
            bytes[index] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
    }
}
