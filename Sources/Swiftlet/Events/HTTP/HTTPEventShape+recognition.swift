package import SwiftletJSON

extension HTTPEventShape {
    /// Recognizes the shape of an event.
    ///
    /// - Returns: The shape, or `nil` if the event does not contain an HTTP request.
    package static func recognize(_ event: JSONNode) -> HTTPEventShape? {
        guard event.kind == .object else { return nil }
        guard let context = event["requestContext"], context.kind == .object else {
            if isVersion1(event) { return .restAPI }
            return event["raw_path"]?.kind == .string && event["method"]?.kind == .string ? .latticeV1 : nil
        }
        // A Lambda authorizer event also has these members, but its response is a policy.
        if event["methodArn"] != nil || event["routeArn"] != nil { return nil }
        if context["elb"] != nil {
            return event["multiValueHeaders"]?.kind == .object ? .loadBalancerMultiValue : .loadBalancer
        }
        if context["http"]?.kind == .object {
            return isFunctionURL(context["domainName"]) ? .functionURL : .httpAPI
        }
        if event["method"] != nil, context["targetGroupArn"] != nil || context["serviceArn"] != nil {
            return .lattice
        }
        return event["resource"] != nil || isVersion1(event) ? .restAPI : nil
    }

    /// Recognizes the shape of an event that must contain an HTTP request.
    ///
    /// - Throws: ``EventError`` with the code `notHTTP` if it does not. The message names the missing members.
    package init(recognizing event: JSONNode) throws(EventError) {
        guard let shape = Self.recognize(event) else { throw EventError.notHTTP(event) }
        self = shape
    }

    /// Whether the source of an event supports response streaming: a function URL or a REST API.
    ///
    /// An HTTP API with payload format 1.0 sends events of the REST API's shape, with a `version`, but does not stream. See
    /// [function URLs](https://docs.aws.amazon.com/lambda/latest/dg/config-rs-invoke-furls.html) and
    /// [REST APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html).
    package func streamsResponse(to event: JSONNode) -> Bool {
        switch kind {
        case .functionURL: true
        case .restAPI: !Self.isHTTPAPIVersion1(event)
        case .httpAPI, .loadBalancer, .loadBalancerMultiValue, .lattice, .latticeV1: false
        }
    }

    /// Whether an event of the REST API's shape is from an HTTP API with payload format 1.0: only those have a `version`.
    static func isHTTPAPIVersion1(_ event: JSONNode) -> Bool {
        event["version"]?.kind == .string
    }

    /// Whether an event has payload format 1.0, for which `version` alone is not sufficient: AWS Config events have it too.
    private static func isVersion1(_ event: JSONNode) -> Bool {
        event["version"]?.equals("1.0") == true && event["httpMethod"] != nil
    }

    /// Whether a domain has the form `<id>.lambda-url.<region>.on.aws`.
    private static func isFunctionURL(_ domain: JSONNode?) -> Bool {
        guard let domain = domain?.stringBytes, let dot = domain.firstIndex(of: UInt8(ascii: ".")) else { return false }
        return domain[dot...].starts(with: ".lambda-url.".utf8)
    }
}

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
