/// The state of one request while it is processed: the request, its dependencies and its validation errors.
///
/// It is confined to the task that processes the request.
public final class RequestScope {
    /// The request.
    public let request: Request
    /// The invocation's context.
    public let context: Context
    /// The decoded values of the route's path parameters.
    public let pathValues: [QueryItem]

    let container: DependencyContainer
    let overrides: Overrides
    let exits: ExitScope
    /// The instances of the request's dependencies, each created once.
    var instances: [ObjectIdentifier: Instance] = [:]
    /// The number of inputs that read the body; several are members of one object.
    var bodyCount = 0
    /// The maximum number of fields in a form body.
    var formFieldLimit = FormBody.defaultFieldLimit
    /// Whether an input has reported that the body is malformed, which is reported only once.
    var hasRejectedBody = false
    /// The validation errors, in the order in which they are reported.
    private(set) var errors: [ValidationError] = []
    /// The body, parsed at most once.
    lazy var jsonBody = JSONBody(request)
    /// The form in the body, parsed at most once.
    lazy var form = FormBody(request, limit: formFieldLimit)

    enum Instance {
        case inProgress
        case invalid
        case made(any Sendable)
    }

    init(
        _ request: Request,
        context: Context,
        pathValues: [QueryItem] = [],
        container: DependencyContainer,
        overrides: Overrides,
        exits: ExitScope = ExitScope()
    ) {
        self.request = request
        self.context = context
        self.pathValues = pathValues
        self.container = container
        self.overrides = overrides
        self.exits = exits
    }

    /// Prepares and extracts all inputs, and collects their validation errors in FastAPI's order.
    ///
    /// - Returns: The values, or `nil` if at least one input is invalid.
    /// - Throws: An error that determines the response immediately.
    func resolve<each Input: EndpointInput>(
        _ input: repeat each Input
    ) async throws -> (repeat (each Input).Value)? {
        for input in repeat each input {
            try await input.prepare(self)
        }
        var found: [(order: InputLocation, errors: [ValidationError])] = []
        let values = (repeat extract(each input, &found))
        if !found.isEmpty {
            // A stable sort: inputs of one kind keep their declaration order.
            for (_, entry) in found.enumerated().sorted(by: { ($0.1.order, $0.0) < ($1.1.order, $1.0) }) {
                errors.append(contentsOf: entry.errors)
            }
        }
        do throws(MissingValue) {
            return try (repeat unwrap(each values))
        } catch {
            return nil
        }
    }

    private func extract<Input: EndpointInput>(
        _ input: Input,
        _ found: inout [(order: InputLocation, errors: [ValidationError])]
    ) -> Input.Value? {
        var validation = Validation()
        let value = input.extract(from: self, validation: &validation)
        if !validation.errors.isEmpty { found.append((input.inputLocation, validation.errors)) }
        return value
    }
}
