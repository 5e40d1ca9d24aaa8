import SwiftletJSON

extension HTTPEventShape {
    /// Creates the event that the platform would deliver for a request: the inverse of ``request(from:options:)``.
    ///
    /// The event has every member that the platform sends. Information that a shape cannot represent is lost, as on the
    /// platform. The rules of each shape:
    ///
    /// - HTTP API and function URL
    ///   (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html):
    ///   lowercase header names, repeated fields and query parameters joined with commas, cookies as elements of `cookies`,
    ///   and the raw query in `rawQueryString`. An HTTP API decodes the path.
    /// - REST API
    ///   (https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html):
    ///   header names in their original case, the last value in the single-value maps and every value in the multi-value
    ///   maps, and a decoded query.
    /// - [Load balancer](https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html): the query
    ///   not decoded; either single-value maps, with the last value, or multi-value maps.
    /// - [VPC Lattice](https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html): arrays of values, or single
    ///   values in version 1, and a decoded query.
    ///
    /// - Parameters:
    ///   - request: The request, of any shape.
    ///   - details: The platform-specific contents of the event.
    /// - Returns: The JSON text of the event.
    package func event(for request: Request, details: HTTPEventDetails = HTTPEventDetails()) -> [UInt8] {
        var writer = JSONWriter(reserving: 2048 + request.body.count * 3 / 2)
        let event = EventWriter(request, shape: self, details: details)
        writer.beginObject()
        switch kind {
        case .httpAPI, .functionURL: event.writeVersion2(to: &writer)
        case .restAPI: event.writeVersion1(to: &writer)
        case .loadBalancer, .loadBalancerMultiValue: event.writeLoadBalancer(to: &writer)
        case .lattice: event.writeLattice(to: &writer)
        case .latticeV1: event.writeLatticeV1(to: &writer)
        }
        writer.endObject()
        return writer.finish()
    }
}
