/// The direction of a COPY, from the client's point of view.
enum CopyDirection: Sendable {
    case toServer
    case fromServer
}
