package import Swiftlet
package import SwiftletJSON

extension HTTPEventShape {
    /// Creates the event that the platform would deliver for a request: the inverse of ``request(from:options:)``.
    ///
    /// The event has every member that the platform sends. Information that a shape cannot represent is lost, as on the
    /// platform.
    ///
    /// - Parameters:
    ///   - request: The request, of any shape.
    ///   - details: The platform-specific contents of the event.
    /// - Returns: The JSON text of the event.
    package func event(for request: Request, details: HTTPEventDetails = HTTPEventDetails()) -> [UInt8] {
        var writer = JSONWriter(reserving: 2048 + request.body.count * 3 / 2)
        writer.beginObject()
        service.write(DeliveredRequest(request, shape: self, details: details), to: &writer)
        writer.endObject()
        return writer.finish()
    }

    /// Decodes the response event of a function as the platform does: the inverse of ``write(_:for:options:)``.
    ///
    /// Only the header members that the platform evaluates for this shape are read. For an HTTP API or a function URL, a
    /// result without a `statusCode` is the JSON body of a response with status 200.
    ///
    /// - Parameter output: The result that the function returned.
    /// - Returns: The HTTP response.
    /// - Throws: ``EventError`` if the platform would reject the result and respond with 502.
    package func response(from output: JSONNode) throws(EventError) -> Response {
        try service.response(from: output)
    }

    /// Whether an event of this shape only has a single value for each header field and query parameter.
    package var hasSingleValues: Bool { service.hasSingleValues }

    /// The maximum size of a request body in bytes, before base64 encoding; `nil` if the event source sets no limit.
    package var maximumRequestBodySize: Int? { service.maximumRequestBodySize }

    /// The maximum size of an event in bytes of JSON; larger requests are rejected with 413.
    ///
    /// See [Lambda's quotas](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
    package static let maximumEventSize = 6_291_556

    /// The service that delivers events of this shape.
    private var service: any HTTPEventService.Type {
        switch kind {
        case .restAPI: RESTAPIService.self
        case .httpAPI: HTTPAPIService.self
        case .functionURL: FunctionURLService.self
        case .loadBalancer: LoadBalancerService.self
        case .loadBalancerMultiValue: MultiValueLoadBalancerService.self
        case .lattice: LatticeService.self
        case .latticeV1: LatticeV1Service.self
        }
    }
}
