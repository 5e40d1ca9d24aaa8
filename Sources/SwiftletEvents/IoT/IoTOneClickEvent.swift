public import FoundationEssentials
public import Swiftlet
public import SwiftletJSON

/// An event of a device of AWS IoT 1-Click
/// ([AWS IoT 1-Click documentation, "Callback events"](https://docs.aws.amazon.com/iot-1-click/latest/developerguide/1click-callback-events.html)).
///
/// AWS has discontinued the service in 2024. The source of a handler is a project, a placement or a device ID.
public struct IoTOneClickEvent: EventModel, RecognizedEvent, Hashable {
    /// The type of the click.
    public var clickType: IoTButtonEvent.ClickType
    /// The time of the click, or `nil` if the event has none.
    public var reportedAt: Date?
    /// The device ID.
    public var deviceID: String
    /// The type of the device, such as `button`.
    public var deviceType: String
    /// The remaining life of the device, in percent.
    public var remainingLife: Double?
    /// The attributes of the device.
    public var deviceAttributes: [String: String]
    /// The name of the project.
    public var project: String
    /// The name of the placement.
    public var placement: String
    /// The attributes of the placement.
    public var placementAttributes: [String: String]
    /// The IDs of the devices of the placement by their template names.
    public var devices: [String: String]

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if `deviceEvent.buttonClicked` or `deviceInfo` is missing, or a member has the wrong type.
    public init(event: JSONNode) throws(EventError) {
        let deviceEvent = try event.requiredObject("deviceEvent")
        do {
            let click = try deviceEvent.requiredObject("buttonClicked")
            let clickType = try EventError.at("buttonClicked") { () throws(EventError) in
                try click.requiredString("clickType")
            }
            self.clickType = IoTButtonEvent.ClickType(clickType)
            reportedAt = EventTime.date(click["reportedTime"]?.string)
        } catch {
            throw error.inside("deviceEvent")
        }
        let device = try event.requiredObject("deviceInfo")
        deviceID = try EventError.at("deviceInfo") { () throws(EventError) in try device.requiredString("deviceId") }
        deviceType = device["type"]?.string ?? ""
        remainingLife = device["remainingLife"]?.double
        deviceAttributes = device.scalarStrings("attributes")
        let placement = try event.optionalObject("placementInfo")
        project = placement?["projectName"]?.string ?? ""
        self.placement = placement?["placementName"]?.string ?? ""
        placementAttributes = placement?.scalarStrings("attributes") ?? [:]
        devices = placement?.scalarStrings("devices") ?? [:]
    }

    /// Whether the event is a click of a device of AWS IoT 1-Click.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["deviceEvent"]?["buttonClicked"]?.kind == .object && event["deviceInfo"]?.kind == .object
    }

    /// The device ID, the placement and the project.
    public static func sources(of event: JSONNode) -> [String] {
        let placement = event["placementInfo"]
        return [event["deviceInfo"]?["deviceId"], placement?["placementName"], placement?["projectName"]]
            .compactMap { $0?.string }
    }
}
