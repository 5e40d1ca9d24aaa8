public import HTTPTypes

extension Endpoint {
    /// Rejects a closure whose result is not a response.
    ///
    /// Without this initializer, a closure whose only expression has such a type would compile as one that returns nothing: the
    /// compiler prefers that conversion to an error. It also prefers it to an unavailable initializer, but not to a deprecated
    /// one, which throws so that the call does not compile without `try`.
    ///
    /// - Throws: ``AppError``, always.
    @available(
        *,
        deprecated,
        message: """
            The closure of an endpoint must return an EndpointOutput: a model (add @Model to the type), a value such as a String or \
            an array, a Reply or a Response. To send no body, assign the result to _.
            """
    )
    public init<each Input: EndpointInput, Output>(
        _ method: HTTPRequest.Method,
        _ path: String,
        operationID: String? = nil,
        summary: String? = nil,
        description: String? = nil,
        status: HTTPResponse.Status = .ok,
        tags: [String] = [],
        requires requirements: [any Requirement] = [],
        _ input: repeat each Input,
        failures: [Failure] = [],
        body: @escaping @concurrent @Sendable (repeat (each Input).Value) async throws -> Output
    ) throws {
        throw AppError(faults: [
            "\(method) \(path): the closure returns \(Output.self), which does not conform to EndpointOutput."
        ])
    }
}
