public import Swiftlet
public import SwiftletJSON

/// A click of an AWS IoT button that is connected to a function by a rule.
///
/// ```swift
/// let doorbell = EventHandler("doorbell", from: "G030JF055364XVRB") { (event: IoTButtonEvent, context) in
///     guard event.clickType == .single else { return }
///     context.logger.notice("The battery of \(event.serialNumber): \(event.batteryVoltage ?? "unknown")")
/// }
/// ```
///
/// The payload of other rules is what their SQL statement selects; the event of their handler is a model of its own, see
/// [AWS Lambda documentation, "Using Lambda with AWS IoT"](https://docs.aws.amazon.com/lambda/latest/dg/services-iot.html). The
/// source of a handler is a serial number.
public struct IoTButtonEvent: EventModel, RecognizedEvent, Hashable {
    /// The type of a click.
    public struct ClickType: Sendable, Hashable, CustomStringConvertible {
        /// A short click.
        public static let single = ClickType("SINGLE")
        /// Two short clicks.
        public static let double = ClickType("DOUBLE")
        /// A long click.
        public static let long = ClickType("LONG")

        /// The type in the event.
        public let description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// The serial number of the button (DSN).
    public var serialNumber: String
    /// The type of the click.
    public var clickType: ClickType
    /// The voltage of the battery, such as `2000 mV`.
    public var batteryVoltage: String?

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if `serialNumber` or `clickType` is missing.
    public init(event: JSONNode) throws(EventError) {
        serialNumber = try event.requiredString("serialNumber")
        clickType = ClickType(try event.requiredString("clickType"))
        batteryVoltage = try event.optionalString("batteryVoltage")
    }

    /// Whether the event is a click of a button.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["serialNumber"]?.kind == .string && event["clickType"]?.kind == .string
    }

    /// The serial number.
    public static func sources(of event: JSONNode) -> [String] {
        event["serialNumber"]?.string.map { [$0] } ?? []
    }
}
