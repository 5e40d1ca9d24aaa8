/// An endpoint ran without the dependencies of its idempotency.
struct UnpreparedIdempotency: Error, CustomStringConvertible {
    var description: String { "The dependencies of an idempotent endpoint have no value." }
}
