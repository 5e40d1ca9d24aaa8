package import HTTPTypes
public import SwiftletJSON

/// The OpenAPI description of one operation, collected from an endpoint and its inputs.
///
/// For custom inputs, which add themselves to it in ``EndpointInput/describe(_:)``.
public struct OperationDescription: Sendable {
    /// The method, or `nil` if the description is not that of a route.
    package var method: HTTPRequest.Method?
    /// The parameters, in order.
    public var parameters: [Parameter] = []
    /// The request bodies: one, or several that are members of one object.
    public var bodies: [Body] = []
    /// The security schemes, all of which are required unless optional.
    public var security: [SecurityScheme] = []
    /// Groups of alternative security schemes, one of each of which is required in addition to ``security``.
    package var securityAlternatives: [[SecurityScheme]] = []
    /// The documented error responses.
    public var failures: [Failure] = []
    /// The registry of the schemas found so far.
    public var registry: SchemaRegistry

    /// Creates an empty description.
    package init(registry: SchemaRegistry = SchemaRegistry()) {
        self.registry = registry
    }

    /// Adds a parameter for each property of a model's schema.
    mutating func addParameters(fromObject schema: JSONObject, at location: InputLocation) {
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

    /// A parameter of an operation.
    public struct Parameter: Sendable {
        /// The parameter's location.
        public var location: InputLocation
        /// The parameter's name.
        public var name: String
        /// Whether the parameter is required.
        public var isRequired: Bool
        /// The JSON Schema.
        public var schema: JSONObject
        /// The parameter's description.
        public var description: String?
        /// Whether the parameter is deprecated.
        public var isDeprecated: Bool
        /// Whether every request needs a value of its own, so that generated requests omit it unless it is required.
        package var isUnique = false

        /// Creates a parameter.
        public init(
            location: InputLocation,
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

    /// A request body, or one member of it.
    public struct Body: Sendable {
        /// The member's name, if this is a member of the body.
        public var name: String?
        /// Whether this is a member of the body even if it is the only one, such as a form field.
        public var isMember: Bool
        /// The content type.
        public var contentType: String
        /// Whether the body is required.
        public var isRequired: Bool
        /// The JSON Schema.
        public var schema: JSONObject
        /// The body's description.
        public var description: String?
        /// Example values.
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
