/// `Idempotent` was not listed in the requirements of an endpoint, so that it cannot respond instead of the endpoint.
struct MisplacedIdempotent: Error, CustomStringConvertible {
    var description: String {
        "Idempotent must be listed in `requires:` of an endpoint or a group, not in a dependency."
    }
}
