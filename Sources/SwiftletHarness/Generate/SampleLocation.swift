import Swiftlet

/// The location of a value in a request.
struct SampleLocation: Sendable, Hashable {
    /// The index of the parameter, or `nil` for the body.
    var parameter: Int?
    /// The path in the value.
    var path: [Step] = []
}
