import SwiftletJSON

extension HTTPEventShape {
    /// Makes the event by which a platform would deliver a request: the inverse of ``request(from:options:)``.
    ///
    /// The event has every member the platform sends. What a shape cannot carry is lost in it, as it is on the platform: a
    /// load balancer with single-value headers delivers the last value of a repeated name only, and an HTTP API delivers
    /// the path decoded.
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
        }
        writer.endObject()
        return writer.finish()
    }
}
