/// The response was not delivered.
struct UndeliveredResponse: Error, CustomStringConvertible {
    var description: String { "The response was replaced or discarded before it was sent." }
}
