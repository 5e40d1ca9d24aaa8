package import SwiftletJSON

extension HTTPEventShape {
    /// Recognizes the shape of an event.
    ///
    /// The order of the checks is significant: each assumes that the earlier ones failed.
    ///
    /// - Returns: The shape, or `nil` if the event does not contain an HTTP request.
    package static func recognize(_ event: JSONNode) -> HTTPEventShape? {
        guard event.kind == .object else { return nil }
        guard let context = event["requestContext"], context.kind == .object else {
            if RESTAPIFormat.isVersion1(event) { return .restAPI }
            return LatticeV1Format.recognizes(event) ? .latticeV1 : nil
        }
        // A Lambda authorizer event also has these members, but its response is a policy.
        if event["methodArn"] != nil || event["routeArn"] != nil { return nil }
        if LoadBalancerFormat.recognizes(context: context) {
            return MultiValueLoadBalancerFormat.recognizes(event) ? .loadBalancerMultiValue : .loadBalancer
        }
        if Version2Members.recognizes(context: context) {
            return FunctionURLFormat.recognizes(context: context) ? .functionURL : .httpAPI
        }
        if LatticeFormat.recognizes(event, context: context) { return .lattice }
        // An event of a WebSocket API may also have the members of a REST API's.
        return RESTAPIFormat.recognizes(event) && context["connectionId"] == nil ? .restAPI : nil
    }

    /// Recognizes the shape of an event that must contain an HTTP request.
    ///
    /// - Throws: ``EventError`` with the code `notHTTP` if it does not. The message names the missing members.
    package init(recognizing event: JSONNode) throws(EventError) {
        guard let shape = Self.recognize(event) else { throw EventError.notHTTP(event) }
        self = shape
    }
}
