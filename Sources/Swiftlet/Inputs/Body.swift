public import SwiftletJSON

/// The body, as JSON: a model, or any other schema value.
///
/// One body is the whole of the JSON. Several, each with a name, are members of one object:
///
/// ```swift
/// Endpoint(.post, "/transfers", Body("source", Account.self), Body("target", Account.self)) { source, target in … }
/// ```
///
/// A body without a JSON content type is not read as JSON: a model refuses it with `model_attributes_type`. A body that
/// should be JSON and is not is answered with `json_invalid` and the position of the mistake. JSON may begin with a byte order
/// mark, and be in UTF-16 or UTF-32.
public struct Body<Value: SchemaValue>: EndpointInput {
    private let name: String?
    private let isEmbedded: Bool
    private let rules: [Constraint<Value.Constrained>]
    private let defaultValue: Value?
    private let notes: FieldNotes

    /// Creates the input.
    ///
    /// - Parameters:
    ///   - name: the member's name where the body has several, or where it is embedded.
    ///   - type: the type to decode; `Optional` for a body that may be absent.
    ///   - rules: what the value must satisfy.
    ///   - default: the value of an absent body.
    ///   - embedded: whether even a single body is a member of an object, under its name.
    ///   - description: what the body means, for the documentation.
    ///   - examples: values as they may come, for the documentation.
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
        self.notes = FieldNotes(description: description, examples: examples)
    }

    /// Creates an input that is the whole body.
    ///
    /// The parameters are those of the other initializer.
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
        self.notes = FieldNotes(description: description, examples: examples)
    }

    /// `false`: there is nothing to wait for.
    public var needsPreparation: Bool { false }

    /// The body, decoded and checked.
    public func extract(_ scope: RequestScope, _ validation: inout Validation) -> Value? {
        validation.enter(.name("body"))
        defer { validation.leave() }
        let body = scope.jsonBody
        if case .invalid(let error) = body { return refuse(error, scope, &validation) }
        guard let name, isEmbedded || scope.bodyCount > 1 else { return decode(body.input, &validation) }
        validation.enter(.name(name))
        defer { validation.leave() }
        return decode(body.input?[name], &validation)
    }

    private func decode(_ input: InputValue?, _ validation: inout Validation) -> Value? {
        guard let input else { return absent(&validation) }
        return Value.decode(input, rules, &validation)
    }

    private func absent(_ validation: inout Validation) -> Value? {
        if let fallback = defaultValue ?? Value.absent { return fallback }
        validation.record("missing", "Field required", input: .null)
        return nil
    }

    /// Says where the JSON is wrong: once, even where several inputs read it.
    private func refuse(_ error: JSONError, _ scope: RequestScope, _ validation: inout Validation) -> Value? {
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

    /// Adds the body.
    public func describe(_ operation: inout OperationDescription) {
        var schema = Value.describe(rules, &operation.registry)
        if let name { notes.describe(&schema, name: name) }
        if let defaultValue, let json = try? JSON(encoding: defaultValue) { schema["default"] = json }
        operation.bodies.append(
            OperationDescription.Body(
                name: name,
                isMember: isEmbedded,
                contentType: "application/json",
                isRequired: defaultValue == nil && Value.absent == nil,
                schema: schema,
                description: notes.description,
                examples: notes.examples
            )
        )
    }

    /// With the body.
    public var errorOrder: InputOrder { .body }
}

extension JSONBody {
    /// The body as an input, or `nil` where there is none.
    var input: InputValue? {
        switch self {
        case .json(let node): .node(node)
        case .text(let text): .text(text)
        case .missing, .invalid: nil
        }
    }
}
