import HTTPTypes
import SwiftletJSON
import SwiftletValues

extension Request {
    /// Creates a request from the method and the header fields of an event.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - shape: The event's shape.
    ///   - method: The member that contains the method, or `nil` if it is missing.
    ///   - member: The name of that member.
    ///   - fields: The header fields.
    /// - Throws: ``EventError`` if the method is missing or invalid.
    init(
        event: JSONNode,
        shape: HTTPEventShape,
        method: JSONNode?,
        named member: String,
        fields: RequestFields
    ) throws(EventError) {
        self.init(method: try HTTPRequest.Method(method, named: member), headers: fields.fields, shape: shape)
        self.event = event
        if let proto = fields.forwardedProto, proto == "http" { scheme = "http" }
    }

    /// Decodes the path parameters of an event.
    static func pathParameters(_ node: JSONNode?, areEncoded: Bool) -> [String: String] {
        guard let node, node.kind == .object, node.count > 0 else { return [:] }
        var parameters: [String: String] = [:]
        for (key, value) in node.members {
            guard let text = value.scalarText else { continue }
            parameters[key] = areEncoded ? PercentCoding.decode(text) : text
        }
        return parameters
    }
}

extension HTTPRequest.Method {
    /// Creates a method from the member of an event.
    ///
    /// - Throws: ``EventError`` if the member is missing, or not a method.
    init(_ node: JSONNode?, named member: String) throws(EventError) {
        guard let node, !node.isNull else { throw .missing(member) }
        guard let text = node.string else { throw .wrongType(node, expected: "a string", at: member) }
        guard let method = HTTPRequest.Method(text) else { throw .invalidValue(member, expected: "an HTTP method") }
        self = method
    }
}
