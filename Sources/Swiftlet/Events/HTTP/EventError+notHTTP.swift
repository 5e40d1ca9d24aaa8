package import SwiftletJSON

extension EventError {
    /// Creates the error for an event that does not contain an HTTP request, naming the missing members.
    package static func notHTTP(_ event: JSONNode) -> EventError {
        guard event.kind == .object else {
            return EventError(.notHTTP, "The event is not an HTTP event: it is \(event.kind.article), not an object.")
        }
        if event["methodArn"] != nil || event["routeArn"] != nil {
            let message =
                "The event is not an HTTP event: it is a Lambda authorizer event, whose response must be a policy."
            return EventError(.notHTTP, message)
        }
        let context = event["requestContext"]
        var reason: String
        if event["version"]?.equals("2.0") == true, context?.kind == .object {
            reason =
                "its version is 2.0, but it has neither `requestContext.http` (HTTP API, function URL) nor `method` with "
                + "`requestContext.targetGroupArn` (VPC Lattice)"
        } else if context?.kind == .object {
            reason =
                "it has a `requestContext`, but neither `requestContext.http` (HTTP API, function URL), "
                + "`requestContext.elb` (load balancer), `requestContext.targetGroupArn` (VPC Lattice) nor `resource` "
                + "(REST API)"
        } else {
            reason =
                "it has no `requestContext` with `http` (HTTP API, function URL), `elb` (load balancer) or "
                + "`targetGroupArn` (VPC Lattice), and neither `resource` with a `requestContext`, `version` 1.0 with an "
                + "`httpMethod` (REST API) nor `raw_path` with a `method` (VPC Lattice, version 1)"
        }
        reason += event.count == 0 ? "; it is empty." : "; its members are \(memberNames(event))."
        return EventError(.notHTTP, "The event is not an HTTP event: " + reason)
    }

    /// Creates the error for an event that is neither HTTP nor matched by an event handler.
    package static func unrecognized(_ event: JSONNode, handlers: [String]) -> EventError {
        let error = notHTTP(event)
        guard !handlers.isEmpty else { return error }
        let names = handlers.map { "`\($0)`" }.joined(separator: ", ")
        return EventError(.notHTTP, error.message + " No event handler matches it either: \(names).")
    }

    /// The first member names of an object, truncated because they are untrusted input.
    private static func memberNames(_ event: JSONNode) -> String {
        var names: [String] = []
        for member in event.rawMembers.prefix(8) {
            let name = member.key.string ?? ""
            names.append("`\(name.unicodeScalars.prefix(40).map(printable).joined())`")
        }
        return names.joined(separator: ", ") + (event.count > 8 ? " and \(event.count - 8) more" : "")
    }

    private static func printable(_ scalar: Unicode.Scalar) -> String {
        scalar.value < 0x20 || scalar.value == 0x7f ? "?" : String(scalar)
    }
}
