public import Swiftlet

/// The event shapes in which a ``TestClient`` sends its requests.
public struct EventShapes: Sendable, Hashable {
    let shapes: [HTTPEventShape]
    let requiresEqualResponses: Bool

    /// All shapes, which must lead to the same response.
    ///
    /// Each request is converted to an event of every shape, and all of them must decode to the same request. A GET, HEAD or
    /// OPTIONS request is then sent in every shape, and the responses must be equal. Any other request is sent once, since it
    /// may not be idempotent. A shape that cannot represent a request or its response is skipped: an ALB without multi-value
    /// headers and version 1 of VPC Lattice support one value per query parameter and header field, and a load balancer limits
    /// the request body and the response event to 1 MB. A request that is too large for every shape fails the test, since AWS
    /// rejects it with 413.
    ///
    /// To test an endpoint that responds differently to equal GET requests, such as one with a rate limit, use ``only(_:)``.
    public static let all = EventShapes(shapes: HTTPEventShape.all, requiresEqualResponses: true)

    /// A single shape.
    public static func only(_ shape: HTTPEventShape) -> EventShapes {
        EventShapes(shapes: [shape], requiresEqualResponses: false)
    }
}
