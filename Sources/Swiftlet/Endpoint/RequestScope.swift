/// All that belongs to one request while it is served: the request, its dependencies, and what was found wrong with it.
///
/// It is confined to the task that serves the request.
public final class RequestScope {
    /// The request.
    public let request: Request
    /// The invocation.
    public let context: Context
    /// The path parameters of the route, by name, decoded.
    public let pathValues: [QueryItem]

    let environment: AppEnvironment
    let overrides: Overrides
    let exits: ExitScope
    /// What the request's dependencies have made, so that each is made once.
    var instances: [ObjectIdentifier: Instance] = [:]
    /// How many inputs of the endpoint read the body: several are members of one object.
    var bodyCount = 0
    /// The most fields that a form in the body may have.
    var formFieldLimit = FormBody.defaultFieldLimit
    /// Whether an input has said that the body is not JSON, or no form: once is enough.
    var hasRejectedBody = false
    /// The errors of the inputs, in the order they are to be reported.
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
        _ context: Context,
        pathValues: [QueryItem] = [],
        environment: AppEnvironment,
        overrides: Overrides,
        exits: ExitScope = ExitScope()
    ) {
        self.request = request
        self.context = context
        self.pathValues = pathValues
        self.environment = environment
        self.overrides = overrides
        self.exits = exits
    }

    /// Prepares and extracts all inputs, and collects their errors in FastAPI's order.
    ///
    /// - Returns: the values, or `nil` if at least one error was collected.
    /// - Throws: an error that is the answer at once.
    func resolve<each Input: EndpointInput>(
        _ input: repeat each Input
    ) async throws -> (repeat (each Input).Value)? {
        for input in repeat each input {
            try await input.prepare(self)
        }
        var found: [(order: InputOrder, errors: [ValidationError])] = []
        let values = (repeat extract(each input, &found))
        if !found.isEmpty {
            // A stable sort: inputs of one kind keep the order in which they were declared.
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
        _ found: inout [(order: InputOrder, errors: [ValidationError])]
    ) -> Input.Value? {
        var validation = Validation()
        let value = input.extract(self, &validation)
        if !validation.errors.isEmpty { found.append((input.errorOrder, validation.errors)) }
        return value
    }
}
