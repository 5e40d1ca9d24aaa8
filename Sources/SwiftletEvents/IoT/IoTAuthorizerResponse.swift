public import Swiftlet
public import SwiftletJSON

/// The response to an ``IoTAuthorizerEvent``.
public struct IoTAuthorizerResponse: EventOutput, Hashable {
    /// The connection is rejected.
    public static let denied = IoTAuthorizerResponse(isAuthenticated: false, principalID: "denied", policies: [])

    /// Whether the connection is accepted.
    public var isAuthenticated: Bool
    /// The identifier of the device: 1 to 128 letters and digits.
    public var principalID: String
    /// The policies of AWS IoT Core, at most 10.
    public var policies: [JSON]
    /// The maximum duration of the connection, in seconds: 300 to 86,400.
    public var disconnectAfter: Int
    /// The interval at which the authorizer is called again, in seconds: 300 to 86,400.
    public var refreshAfter: Int

    /// Creates a response that accepts the connection.
    ///
    /// - Parameters:
    ///   - principalID: The identifier of the device: 1 to 128 letters and digits.
    ///   - policies: The policies of AWS IoT Core, at most 10.
    ///   - disconnectAfter: The maximum duration of the connection, in seconds: 300 to 86,400.
    ///   - refreshAfter: The interval at which the authorizer is called again, in seconds: 300 to 86,400.
    public init(principalID: String, policies: [JSON], disconnectAfter: Int = 86_400, refreshAfter: Int = 86_400) {
        self.init(isAuthenticated: true, principalID: principalID, policies: policies)
        self.disconnectAfter = disconnectAfter
        self.refreshAfter = refreshAfter
    }

    private init(isAuthenticated: Bool, principalID: String, policies: [JSON]) {
        self.isAuthenticated = isAuthenticated
        self.principalID = principalID
        self.policies = policies
        self.disconnectAfter = 86_400
        self.refreshAfter = 86_400
    }

    /// Writes the response, with the policies as objects.
    public func encodeEvent(to writer: inout JSONWriter) {
        writer.value([
            "isAuthenticated": .bool(isAuthenticated),
            "principalId": .string(principalID),
            "disconnectAfterInSeconds": .integer(disconnectAfter),
            "refreshAfterInSeconds": .integer(refreshAfter),
            "policyDocuments": .array(policies),
        ])
    }
}
