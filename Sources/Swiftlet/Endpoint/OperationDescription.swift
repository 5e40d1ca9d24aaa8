public import HTTPTypes
public import SwiftletJSON

/// What the documentation says of one endpoint, gathered from the endpoint and its inputs.
public struct OperationDescription: Sendable {
    /// The parameters, in order.
    public var parameters: [Parameter] = []
    /// The bodies: one, or several that are members of one object.
    public var bodies: [Body] = []
    /// The ways to authenticate, all of them needed but those that are optional.
    public var security: [SecurityScheme] = []
    /// Groups of ways to authenticate: of each group any one suffices, beside those of ``security``.
    public var securityAlternatives: [[SecurityScheme]] = []
    /// The failures that are part of the contract.
    public var failures: [Failure] = []
    /// The schemas gathered on the way.
    public var registry: SchemaRegistry

    /// Creates an empty description.
    public init(registry: SchemaRegistry = SchemaRegistry()) {
        self.registry = registry
    }

    /// Adds a parameter for each property of a model's schema.
    mutating func addParameters(fromObject schema: JSONObject, at location: InputOrder) {
        let object = registry.resolve(schema)
        let required = object["required"]?.array ?? []
        for (name, property) in object["properties"]?.object ?? [:] {
            parameters.append(
                Parameter(
                    location: location,
                    name: location == .header ? HeaderItems.fieldName(name) : name,
                    isRequired: location == .path || required.contains(.string(name)),
                    schema: property.object ?? [:],
                    description: property["description"]?.string,
                    isDeprecated: property["deprecated"] == true
                )
            )
        }
    }

    /// A parameter.
    public struct Parameter: Sendable {
        /// Where it is sent.
        public var location: InputOrder
        /// Its name.
        public var name: String
        /// Whether it must be there.
        public var isRequired: Bool
        /// Its JSON Schema.
        public var schema: JSONObject
        /// What it means.
        public var description: String?
        /// Whether its use is discouraged.
        public var isDeprecated: Bool

        /// Creates a parameter.
        public init(
            location: InputOrder,
            name: String,
            isRequired: Bool,
            schema: JSONObject,
            description: String? = nil,
            isDeprecated: Bool = false
        ) {
            self.location = location
            self.name = name
            self.isRequired = isRequired
            self.schema = schema
            self.description = description
            self.isDeprecated = isDeprecated
        }
    }

    /// A body, or one member of a body.
    public struct Body: Sendable {
        /// Its name where it is a member of the body.
        public var name: String?
        /// Whether it is a member of the body even where it is the only one, as a form's field is.
        public var isMember: Bool
        /// Its content type.
        public var contentType: String
        /// Whether it must be there.
        public var isRequired: Bool
        /// Its JSON Schema.
        public var schema: JSONObject
        /// What it means.
        public var description: String?
        /// Values as they may come.
        public var examples: [JSON]

        /// Creates a body.
        public init(
            name: String? = nil,
            isMember: Bool = false,
            contentType: String,
            isRequired: Bool,
            schema: JSONObject,
            description: String? = nil,
            examples: [JSON] = []
        ) {
            self.name = name
            self.isMember = isMember
            self.contentType = contentType
            self.isRequired = isRequired
            self.schema = schema
            self.description = description
            self.examples = examples
        }
    }
}

/// A way to authenticate, as OpenAPI describes it.
public struct SecurityScheme: Sendable, Hashable {
    /// The name under which the document lists it.
    public var name: String
    /// The security scheme object of OpenAPI.
    public var definition: JSONObject
    /// The scopes an endpoint needs.
    public var scopes: [String]
    /// Whether requests are served without it too.
    public var isOptional: Bool

    /// Creates a scheme.
    public init(name: String, definition: JSONObject, scopes: [String] = [], isOptional: Bool = false) {
        self.name = name
        self.definition = definition
        self.scopes = scopes
        self.isOptional = isOptional
    }
}

/// A failure that is part of an endpoint's contract, for the documentation.
public struct Failure: Sendable, Hashable {
    /// The status.
    public var status: HTTPResponse.Status
    /// When it is answered.
    public var description: String

    /// Creates a failure.
    public init(_ status: HTTPResponse.Status, _ description: String? = nil) {
        self.status = status
        self.description = description ?? status.reasonPhrase
    }

    /// Status 400.
    public static func badRequest(_ description: String) -> Failure { Failure(.badRequest, description) }
    /// Status 401.
    public static func unauthorized(_ description: String) -> Failure { Failure(.unauthorized, description) }
    /// Status 403.
    public static func forbidden(_ description: String) -> Failure { Failure(.forbidden, description) }
    /// Status 404.
    public static func notFound(_ description: String) -> Failure { Failure(.notFound, description) }
    /// Status 409.
    public static func conflict(_ description: String) -> Failure { Failure(.conflict, description) }
    /// Status 429.
    public static func tooManyRequests(_ description: String) -> Failure { Failure(.tooManyRequests, description) }
}
