public import SwiftletJSON

/// A JSON body: a model or any other schema value.
///
/// A single body is the whole JSON value. Multiple bodies, each with a name, are members of one object:
///
/// ```swift
/// let transfer = Endpoint(.post, "/transfers", Body("source", Account.self), Body("target", Account.self)) {
///     "From \($0.number) to \($1.number)"
/// }
/// ```
///
/// A body without a JSON content type is not parsed as JSON; a model rejects it with `model_attributes_type`. Malformed JSON is
/// rejected with `json_invalid` and the position of the error. JSON may begin with a byte order mark and be encoded in UTF-16
/// or UTF-32.
public struct Body<Value: SchemaValue>: EndpointInput {
    private let name: String?
    private let isEmbedded: Bool
    private let rules: [Constraint<Value.Constrained>]
    private let defaultValue: Value?
    private let metadata: FieldMetadata

    /// Creates the input.
    ///
    /// - Parameters:
    ///   - name: The member name if there are multiple bodies or the body is embedded.
    ///   - type: The type to decode; `Optional` if the body may be missing.
    ///   - rules: The constraints that the value must satisfy.
    ///   - default: The value if the body is missing.
    ///   - embedded: Whether a single body is also a member of an object, under its name.
    ///   - description: A description for the documentation.
    ///   - examples: Example values for the documentation.
    public init(
        _ name: String,
        _ type: Value.Type = Value.self,
        _ rules: Constraint<Value.Constrained>...,
        default: Value? = nil,
        embedded: Bool = false,
        description: String? = nil,
        examples: [JSON] = []
    ) {
        self.name = name
        self.isEmbedded = embedded
        self.rules = rules
        self.defaultValue = `default`
        self.metadata = FieldMetadata(description: description, examples: examples)
    }

    /// Creates an input that is the whole body, with the parameters of the other initializer.
    public init(
        _ type: Value.Type = Value.self,
        _ rules: Constraint<Value.Constrained>...,
        default: Value? = nil,
        description: String? = nil,
        examples: [JSON] = []
    ) {
        self.name = nil
        self.isEmbedded = false
        self.rules = rules
        self.defaultValue = `default`
        self.metadata = FieldMetadata(description: description, examples: examples)
    }

    /// `false`, because the value is extracted without preparation.
    public var needsPreparation: Bool { false }

    /// Decodes and validates the body.
    public func extract(from scope: RequestScope, validation: inout Validation) -> Value? {
        validation.enter(.name("body"))
        defer { validation.leave() }
        let body = scope.jsonBody
        if case .invalid(let error) = body { return rejectMalformed(error, in: scope, validation: &validation) }
        guard let name, isEmbedded || scope.bodyCount > 1 else { return decode(body.input, validation: &validation) }
        validation.enter(.name(name))
        defer { validation.leave() }
        return decode(body.input?[name], validation: &validation)
    }

    private func decode(_ input: InputValue?, validation: inout Validation) -> Value? {
        guard let input else { return absent(&validation) }
        return Value.decode(input, constraints: rules, validation: &validation)
    }

    private func absent(_ validation: inout Validation) -> Value? {
        if let fallback = defaultValue ?? Value.absent { return fallback }
        validation.record("missing", "Field required", input: .null)
        return nil
    }

    /// Records the position of malformed JSON, only once even if multiple inputs read the body.
    private func rejectMalformed(_ error: JSONError, in scope: RequestScope, validation: inout Validation) -> Value? {
        if scope.hasRejectedBody { return nil }
        scope.hasRejectedBody = true
        validation.at(.index(error.characterOffset)) { validation in
            validation.record(
                "json_invalid",
                "JSON decode error",
                input: [:],
                context: ["error": .string(error.pythonMessage)]
            )
        }
        return nil
    }

    /// Adds the body to the documentation.
    public func describe(_ operation: inout OperationDescription) {
        var schema = Value.describe(rules, &operation.registry)
        if let name { metadata.describe(&schema, name: name) }
        if let defaultValue, let json = try? JSON(encoding: defaultValue) { schema["default"] = json }
        operation.bodies.append(
            OperationDescription.Body(
                name: name,
                isMember: isEmbedded,
                contentType: "application/json",
                isRequired: defaultValue == nil && Value.absent == nil,
                schema: schema,
                description: metadata.description,
                examples: metadata.examples
            )
        )
    }

    /// Errors are reported with those of the body.
    public var inputLocation: InputLocation { .body }
}
