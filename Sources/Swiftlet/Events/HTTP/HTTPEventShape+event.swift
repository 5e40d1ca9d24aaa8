import SwiftletJSON

extension HTTPEventShape {
    /// Makes the event by which a platform would deliver a request: the inverse of ``request(from:options:)``.
    ///
    /// The event has every member the platform sends, in its form. What a shape cannot carry is lost in it, as it is on the
    /// platform. The rules, and where they are documented:
    ///
    /// - HTTP API and function URL
    ///   (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html):
    ///   header names in lower case, repeated fields and query parameters joined by commas, each cookie an element of `cookies`,
    ///   the query as the client sent it in `rawQueryString`. An HTTP API decodes the path.
    /// - REST API
    ///   (https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html):
    ///   header names as the client wrote them, the last value in the single-value maps and every value in the multi-value
    ///   maps, the query decoded.
    /// - [Load balancer](https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html): the query
    ///   as the client sent it, not decoded; either single-value maps, with the last value, or multi-value maps.
    /// - [VPC Lattice](https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html): arrays of values, or one value
    ///   in version 1, the query decoded.
    ///
    /// - Parameters:
    ///   - request: the request, of whatever shape.
    ///   - details: what the platform adds.
    /// - Returns: the event's JSON text.
    package func event(for request: Request, details: HTTPEventDetails = HTTPEventDetails()) -> [UInt8] {
        var writer = JSONWriter(reserving: 2048 + request.body.count * 3 / 2)
        let event = EventWriter(request, self, details)
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
