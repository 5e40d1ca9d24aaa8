/// The state of one request while it is processed: the request, its dependencies and its validation errors.
///
/// It is confined to the task that processes the request. For custom inputs, which extract their values from it.
public final class RequestScope {
    /// The request.
    public let request: Request
    /// The invocation's context.
    public let context: Context
    /// The decoded values of the route's path parameters.
    public let pathValues: [QueryItem]

    /// The instances that outlive the request, and the overrides.
    let container: DependencyContainer
    /// The exchange of an HTTP request handled by an app or an endpoint.
    let exchange: Exchange?
    let exits: ExitScope
    /// The instances of the request's dependencies, each created once.
    var instances: [ObjectIdentifier: Instance] = [:]
    /// The tasks to run after the response, if an input provides them.
    var backgroundTasks: BackgroundTaskList?
    /// The number of inputs that read the body; several are members of one object.
    var bodyCount = 0
    /// The maximum number of fields in a form body.
    var formFieldLimit = FormBody.defaultFieldLimit
    /// The passage through the gates of the route, or `nil` if it has none.
    package internal(set) var passage: GatePassage?
    /// Whether an input has reported that the body is malformed, which is reported only once.
    var hasRejectedBody = false
    /// The validation errors, in the order in which they are reported.
    var errors: [ValidationError] = []
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
        pathValues: [QueryItem] = [],
        context: Context,
        container: DependencyContainer = DependencyContainer(),
        exchange: Exchange? = nil,
        exits: ExitScope = ExitScope()
    ) {
        self.request = request
        self.pathValues = pathValues
        self.context = context
        self.container = container
        self.exchange = exchange
        self.exits = exits
    }
}
