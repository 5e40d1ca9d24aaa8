import HTTPTypes
import Swiftlet
import SwiftletJSON

/// Requests to one endpoint of an app, made from what its inputs say of themselves.
struct EndpointSample: Sendable {
    private static let attempts = 60

    let app: App
    let operation: RouteOperation
    let shape: HTTPEventShape
    /// A request that the inputs take, as far as one was found.
    private(set) var valid: SampleRequest
    /// What the inputs still find wrong with it: rules of the app's own, which no schema tells.
    private(set) var complaints: [ValidationError] = []
    /// What a replay fills.
    private(set) var placeholders = Placeholders()

    /// Makes the request that the inputs take.
    ///
    /// - Parameters:
    ///   - app: the app.
    ///   - operation: one of its operations.
    ///   - shape: the shape of the events.
    ///   - token: what is sent in place of a token; a name in braces if `nil`.
    ///   - bearer: that name for a bearer token.
    init(
        _ app: App,
        _ operation: RouteOperation,
        shape: HTTPEventShape,
        token: String? = nil,
        bearer: String = "token"
    ) {
        self.app = app
        self.operation = operation
        self.shape = shape
        var placeholders = Placeholders()
        let schemes = operation.security + operation.securityAlternatives.compactMap(\.first)
        let credentials = schemes.compactMap {
            SampleCredential($0, token: token, bearer: bearer, &placeholders)
        }
        self.placeholders = placeholders
        var sampler = SchemaSampler(registry: operation.registry)
        var best: (request: SampleRequest, complaints: [ValidationError])?
        for _ in 0..<Self.attempts {
            let request = Self.request(operation, sampler, credentials)
            let complaints = Self.errors(of: request, app, shape)
            if best.map({ complaints.count < $0.complaints.count }) ?? true { best = (request, complaints) }
            if complaints.isEmpty { break }
            for complaint in complaints {
                sampler.reject(complaint.location)
            }
        }
        valid = best?.request ?? SampleRequest(operation: operation)
        complaints = best?.complaints ?? []
    }

    /// The event of a request.
    func event(_ request: SampleRequest) -> JSON {
        let event = (try? JSON(parsing: shape.event(for: request.request))) ?? .null
        return placeholders.fill(event, shape: shape, isForm: false)
    }

    /// What the inputs find wrong with a request, once it has been an event.
    func errors(of request: SampleRequest) -> [ValidationError] {
        Self.errors(of: request, app, shape)
    }

    private static func errors(of request: SampleRequest, _ app: App, _ shape: HTTPEventShape) -> [ValidationError] {
        guard let event = try? JSONDocument(parsing: shape.event(for: request.request)).root,
            let delivered = try? shape.request(from: event),
            let errors = app.inputErrors(in: delivered, ofOperation: request.operation.route.operationID)
        else { return [.unroutable] }
        return errors
    }

    private static func request(
        _ operation: RouteOperation,
        _ sampler: SchemaSampler,
        _ credentials: [SampleCredential]
    ) -> SampleRequest {
        var request = SampleRequest(operation: operation)
        for (index, parameter) in operation.parameters.enumerated() {
            let location = parameter.place
            let value = sampler.value(parameter.schema, at: location, hint: parameter.name)
            // A plain parameter ends at the next slash.
            let isRest = operation.route.path.contains("{\(parameter.name):path}")
            let text = value.string.map { JSON.string($0.replacing("/", with: "-")) }
            request.parameters[index] = parameter.location == .path && !isRest ? text ?? value : value
        }
        if let body = operation.body {
            let value = sampler.value(body.schema, at: [.name("body")], examples: body.examples)
            request.body =
                body.contentType == "application/json"
                ? .json(value) : .form(value, contentType: body.contentType)
        }
        request.credentials = credentials
        return request
    }
}

extension OperationDescription.Parameter {
    /// Where the errors of the parameter say they are.
    var place: [Step] { [.name("\(location)"), .name(name)] }
}

extension ValidationError {
    /// The path does not lead to the endpoint.
    fileprivate static let unroutable = ValidationError(
        type: "unroutable",
        location: [.name("path")],
        message: "The path does not lead to the endpoint",
        input: .null
    )

    /// The location as a text: `body.address.street`.
    var place: String { location.text }
}

extension [Step] {
    /// The steps with dots between.
    var text: String {
        map { step in
            switch step {
            case .name(let name): name
            case .index(let index): "\(index)"
            }
        }
        .joined(separator: ".")
    }
}
