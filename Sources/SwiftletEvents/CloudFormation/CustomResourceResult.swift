public import Swiftlet
public import SwiftletJSON

/// The result of a request for a custom resource.
///
/// As the output of a handler it has the form that the provider framework of the CDK expects.
public struct CustomResourceResult: EventOutput {
    /// The ID of the resource: up to 1,024 bytes, unique within the account, stable for the lifetime of the resource.
    ///
    /// If it is `nil`, the ID stays the same, and a new resource has an ID with its logical ID and the ID of the request. If an
    /// update returns another ID, CloudFormation regards the resource as replaced, and then deletes the one with the old ID.
    public var physicalResourceID: String?
    /// The attributes of the resource, which `Fn::GetAtt` returns.
    public var data: JSONObject
    /// Whether the attributes are secrets, which CloudFormation masks.
    public var noEcho: Bool

    /// Creates a result.
    public init(physicalResourceID: String? = nil, data: JSONObject = [:], noEcho: Bool = false) {
        self.physicalResourceID = physicalResourceID
        self.data = data
        self.noEcho = noEcho
    }

    /// Writes the members `PhysicalResourceId`, `Data` and `NoEcho`.
    public func encodeEvent(to writer: inout JSONWriter) {
        var object: JSONObject = [:]
        if let physicalResourceID { object["PhysicalResourceId"] = .string(physicalResourceID) }
        if !data.isEmpty { object["Data"] = .object(data) }
        if noEcho { object["NoEcho"] = true }
        writer.value(.object(object))
    }
}
