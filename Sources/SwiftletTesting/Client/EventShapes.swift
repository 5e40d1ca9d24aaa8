public import Swiftlet

/// In which shapes of event a ``TestClient`` sends its requests.
public struct EventShapes: Sendable, Hashable {
    let shapes: [HTTPEventShape]
    let demandsAgreement: Bool

    /// Every shape, with the demand that the answer be the same.
    ///
    /// Each request is made into an event of every shape, and all of them must be read back as the same request. A GET,
    /// HEAD or OPTIONS is then answered in every shape, and the answers must be equal. Any other request is answered once,
    /// since answering it again would mean something else. A shape that cannot carry a request or its response is skipped:
    /// an ALB without multi-value headers and VPC Lattice's version 1 have room for one value of each query parameter and
    /// header, and a load balancer for a request body and a response event of 1 MB. A request that is too large for
    /// every shape fails the test, as the platform rejects it with 413.
    ///
    /// An endpoint that answers two equal GETs differently, such as one behind a rate limit, is tested with
    /// ``only(_:)``.
    public static let all = EventShapes(shapes: HTTPEventShape.all, demandsAgreement: true)

    /// One shape.
    public static func only(_ shape: HTTPEventShape) -> EventShapes {
        EventShapes(shapes: [shape], demandsAgreement: false)
    }
}
