/// Something that stands around the endpoints: it sees each request on its way in and each response on its way out.
///
/// Listed in an ``App`` it stands around everything, answers such as 404 included; listed in ``Routes``, around the
/// endpoints of that group. The first listed is the outermost.
public protocol Middleware: AppComponent {
    /// The rest of the way: the middleware further in, then the endpoint. It answers errors itself, and does not throw
    /// but for cancellation.
    typealias Next = @Sendable (_ request: Request, _ context: Context) async throws -> Response

    /// Answers a request, as a rule with what `next` answers.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - context: what is known of the invocation.
    ///   - next: the rest of the way.
    /// - Returns: the response.
    /// - Throws: an error, which is answered like one of an endpoint.
    func handle(_ request: Request, _ context: Context, next: @escaping Next) async throws -> Response

    /// The dependencies it uses through ``Dependency/instance(_:)``: they are checked when the app starts, and made if they
    /// are made at start.
    var dependencies: [any AnyDependency] { get }
}

extension Middleware {
    /// None.
    public var dependencies: [any AnyDependency] { [] }

    /// True.
    public static var isMiddleware: Bool { true }

    /// Adds the middleware to the group it is listed in.
    public func register(in assembly: inout AppAssembly) {
        assembly.add(self)
    }
}
