public import Swiftlet
public import SwiftletJSON

/// A connection that a custom authorizer of AWS IoT Core authenticates.
///
/// ```swift
/// let devices = EventHandler("devices", Inject(deviceKeys)) { (event: IoTAuthorizerEvent, context, keys) in
///     guard let id = event.mqttClientID, let token = event.token, keys[id] == token.revealed else {
///         return IoTAuthorizerResponse.denied
///     }
///     let connect: JSON = ["Action": "iot:Connect", "Effect": "Allow", "Resource": "*"]
///     let policy: JSON = ["Version": "2012-10-17", "Statement": [connect]]
///     return IoTAuthorizerResponse(principalID: "sensor42", policies: [policy])
/// }
/// ```
///
/// See [AWS IoT Core documentation, "Defining your Lambda function"](https://docs.aws.amazon.com/iot/latest/developerguide/custom-auth-lambda.html).
public struct IoTAuthorizerEvent: EventModel, RecognizedEvent {
    /// The token, or `nil` if the device sent none.
    public var token: Secret<String>?
    /// Whether AWS IoT Core has verified the signature of the token.
    public var isSignatureVerified: Bool
    /// The protocols of the connection: `tls`, `http` and `mqtt`.
    public var protocols: [String]
    /// The host name of the TLS connection (SNI), or `nil` if the device sent none.
    public var serverName: String?
    /// The header fields of an HTTP request.
    public var httpHeaders: [String: String]
    /// The query string of an HTTP request, including the question mark.
    public var httpQueryString: String?
    /// The user name of an MQTT connection.
    public var mqttUserName: String?
    /// The password of an MQTT connection.
    public var mqttPassword: Secret<[UInt8]>?
    /// The client ID of an MQTT connection.
    public var mqttClientID: String?
    /// The connection ID.
    public var connectionID: String?

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if a member has the wrong type, or the password is not base64.
    public init(event: JSONNode) throws(EventError) {
        token = try event.optionalString("token").map { Secret($0) }
        isSignatureVerified = event["signatureVerified"]?.bool ?? false
        protocols = event.strings("protocols")
        let data = try event.optionalObject("protocolData")
        serverName = data?["tls"]?["serverName"]?.string
        let http = data?["http"]
        httpHeaders = http?.scalarStrings("headers") ?? [:]
        httpQueryString = http?["queryString"]?.string
        let mqtt = data?["mqtt"]
        mqttUserName = mqtt?["username"]?.string
        mqttPassword = nil
        if let password = mqtt?["password"]?.string {
            mqttPassword = Secret(try EventPayload.bytes(password, at: "protocolData.mqtt.password"))
        }
        mqttClientID = mqtt?["clientId"]?.string
        connectionID = event["connectionMetadata"]?["id"]?.string
    }

    /// Whether the event is for a custom authorizer.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["protocolData"]?.kind == .object && event["protocols"]?.kind == .array
    }
}
