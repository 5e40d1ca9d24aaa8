public import Swiftlet
public import SwiftletJSON

/// The response to an ``IoTProvisioningEvent``.
public struct IoTProvisioningResponse: EventOutput, Hashable {
    /// Whether the device may be registered.
    public var allowsProvisioning: Bool
    /// The parameters of the provisioning template to replace.
    public var parameterOverrides: [String: String]

    /// Creates a response.
    ///
    /// - Parameters:
    ///   - allowsProvisioning: Whether the device may be registered.
    ///   - parameterOverrides: The parameters of the provisioning template to replace.
    public init(allowsProvisioning: Bool, parameterOverrides: [String: String] = [:]) {
        self.allowsProvisioning = allowsProvisioning
        self.parameterOverrides = parameterOverrides
    }

    /// Writes `{"allowProvisioning": true, "parameterOverrides": {…}}`, omitting empty overrides.
    public func encodeEvent(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("allowProvisioning")
        writer.bool(allowsProvisioning)
        if !parameterOverrides.isEmpty {
            writer.key("parameterOverrides")
            writer.beginObject()
            for (name, value) in parameterOverrides.sorted(by: { $0.key < $1.key }) {
                writer.key(name)
                writer.string(value)
            }
            writer.endObject()
        }
        writer.endObject()
    }
}
