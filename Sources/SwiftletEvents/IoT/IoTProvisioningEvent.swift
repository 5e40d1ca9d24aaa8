public import Swiftlet
public import SwiftletJSON

/// The registration of a device, which a pre-provisioning hook of AWS IoT Core allows or rejects.
///
/// ```swift
/// let registrations = EventHandler("registrations") { (event: IoTProvisioningEvent, context) in
///     let isKnown = event.parameters["SerialNumber"]?.hasPrefix("SN-") == true
///     return IoTProvisioningResponse(allowsProvisioning: isKnown)
/// }
/// ```
///
/// See [AWS IoT Core documentation, "Pre-provisioning hooks"](https://docs.aws.amazon.com/iot/latest/developerguide/pre-provisioning-hook.html).
/// The source of a handler is the name or ARN of a provisioning template.
public struct IoTProvisioningEvent: EventModel, RecognizedEvent, Hashable {
    /// The ID of the claim certificate, or `nil` if the device registers without one.
    public var claimCertificateID: String?
    /// The ID of the certificate of the device.
    public var certificateID: String?
    /// The certificate of the device in PEM format.
    public var certificatePEM: String?
    /// The ARN of the provisioning template.
    public var templateARN: String
    /// The MQTT client ID.
    public var clientID: String
    /// The parameters that the device sent.
    public var parameters: [String: String]

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if `templateArn` is missing, or a member has the wrong type.
    public init(event: JSONNode) throws(EventError) {
        claimCertificateID = try event.optionalString("claimCertificateId")
        certificateID = try event.optionalString("certificateId")
        certificatePEM = try event.optionalString("certificatePem")
        templateARN = try event.requiredString("templateArn")
        clientID = try event.optionalString("clientId") ?? ""
        parameters = event.scalarStrings("parameters")
    }

    /// Whether the event is for a pre-provisioning hook.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["templateArn"]?.kind == .string && event["parameters"]?.kind == .object && event["clientId"] != nil
    }

    /// The ARN and the name of the provisioning template.
    public static func sources(of event: JSONNode) -> [String] {
        event["templateArn"]?.string.map { ResourceName.names(of: $0, type: "provisioningtemplate/") } ?? []
    }
}
