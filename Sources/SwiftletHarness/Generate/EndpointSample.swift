import HTTPTypes
import Swiftlet
import SwiftletFixtures
import SwiftletJSON

/// Sample requests for one endpoint, generated from the schemas of its inputs.
struct EndpointSample: Sendable {
    private static let attempts = 60

    let app: App
    let operation: RouteOperation
    let shape: HTTPEventShape
    /// A request that the inputs accept, if one was found.
    private(set) var valid: SampleRequest
    /// The remaining validation errors of ``valid``: constraints of custom inputs are not part of the schema.
    private(set) var validationErrors: [ValidationError] = []
    /// The placeholders that a replay fills in.
    private(set) var placeholders = Placeholders()

    /// Generates the valid request.
    ///
    /// - Parameters:
    ///   - app: The app.
    ///   - operation: An operation of the app.
    ///   - shape: The shape of the events.
    ///   - token: The token to send; `nil` for a placeholder.
    ///   - bearer: The name of that placeholder for a bearer token.
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
        var best: (request: SampleRequest, validationErrors: [ValidationError])?
        for _ in 0..<Self.attempts {
            let request = Self.request(for: operation, sampler: sampler, credentials: credentials)
            let validationErrors = Self.errors(of: request, app, shape)
            if best.map({ validationErrors.count < $0.validationErrors.count }) ?? true {
                best = (request, validationErrors)
            }
            if validationErrors.isEmpty { break }
            for error in validationErrors {
                sampler.reject(error.location)
            }
        }
        valid = best?.request ?? SampleRequest(operation: operation)
        validationErrors = best?.validationErrors ?? []
    }

    /// The event of a request.
    func event(_ request: SampleRequest) -> JSON {
        let event = (try? JSON(parsing: shape.event(for: request.request))) ?? .null
        return placeholders.fill(event, shape: shape, isForm: false)
    }

    /// The validation errors of a request after it was converted to an event and back.
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
        for operation: RouteOperation,
        sampler: SchemaSampler,
        credentials: [SampleCredential]
    ) -> SampleRequest {
        var request = SampleRequest(operation: operation)
        for (index, parameter) in operation.parameters.enumerated() where parameter.isRequired || !parameter.isUnique {
            let location = parameter.errorLocation
            let value = sampler.value(parameter.schema, at: location, hint: parameter.name)
            // A path parameter without `:path` must not contain a slash.
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
    /// The location of the parameter's errors.
    var errorLocation: [Step] { [.name("\(location)"), .name(name)] }
}

extension ValidationError {
    /// The request does not match the endpoint's route.
    fileprivate static let unroutable = ValidationError(
        type: "unroutable",
        location: [.name("path")],
        message: "The path does not match the endpoint",
        input: .null
    )

    /// The location as a string: `body.address.street`.
    var locationText: String { location.text }
}

extension [Step] {
    /// The steps joined with dots.
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
