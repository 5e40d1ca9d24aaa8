import SwiftletJSON

/// The name, constraints, default and documentation of a parameter, or the model that is decoded from all parameters at a
/// location.
public struct ParameterDeclaration<Value: SchemaValue>: Sendable {
    private let location: InputLocation
    /// The name; `nil` for a model.
    var name: String?
    /// The fields of a model; `nil` for a single parameter.
    let modelFields: (@Sendable () -> [AnyField])?
    private let rules: [Constraint<Value.Constrained>]
    private let defaultValue: Value?
    private let metadata: FieldMetadata

    /// Creates the declaration of a single parameter.
    init(
        _ name: String,
        at location: InputLocation,
        rules: [Constraint<Value.Constrained>],
        defaultValue: Value?,
        metadata: FieldMetadata
    ) {
        self.location = location
        self.name = name
        self.modelFields = nil
        self.rules = rules
        self.defaultValue = defaultValue
        self.metadata = metadata
    }

    /// Creates the declaration of a model.
    init(_ model: Value.Type, at location: InputLocation) where Value: Model {
        self.location = location
        self.name = nil
        self.modelFields = { Value.schema.fields }
        self.rules = []
        self.defaultValue = nil
        self.metadata = .none
    }

    private var fallback: Value? { defaultValue ?? Value.absent }

    /// Whether the parameter is required.
    var isRequired: Bool { fallback == nil }

    /// The name of the location in validation errors.
    private var locationName: String {
        switch location {
        case .path: "path"
        case .query: "query"
        case .header: "header"
        case .cookie: "cookie"
        case .body: "body"
        case .dependency: "dependency"
        }
    }

    /// Decodes the parameter from all items of its kind.
    ///
    /// - Parameters:
    ///   - items: The names and values of this kind of parameter.
    ///   - validation: Collects the errors.
    ///   - matches: Whether the name of an item equals that of the parameter.
    /// - Returns: The value, or `nil` if an error was recorded.
    func extract(
        from items: [QueryItem],
        validation: inout Validation,
        matching matches: (_ item: String, _ name: String) -> Bool = { $0.utf8Equals($1) }
    ) -> Value? {
        validation.enter(.name(locationName))
        defer { validation.leave() }
        guard let name else { return Value.decode(.fields(items), constraints: rules, validation: &validation) }
        return decode(input(named: name, in: items, matching: matches), named: name, validation: &validation)
    }

    /// Decodes the parameter from its input, which is `nil` if the parameter is missing.
    func extract(from input: InputValue?, validation: inout Validation) -> Value? {
        validation.at(.name(locationName)) { decode(input, named: name ?? "", validation: &$0) }
    }

    private func decode(_ input: InputValue?, named name: String, validation: inout Validation) -> Value? {
        validation.enter(.name(name))
        defer { validation.leave() }
        guard let input else { return absent(&validation) }
        return Value.decode(input, constraints: rules, validation: &validation)
    }

    private func absent(_ validation: inout Validation) -> Value? {
        if let fallback { return fallback }
        validation.record("missing", "Field required", input: .null)
        return nil
    }

    private func input(
        named name: String,
        in items: [QueryItem],
        matching matches: (_ item: String, _ name: String) -> Bool
    ) -> InputValue? {
        if Value.isRepeated {
            let values = items.filter { matches($0.name, name) }.map(\.value)
            return values.isEmpty ? nil : .texts(values)
        }
        // As in FastAPI, the last of multiple values is used, and an empty form field counts as missing.
        let value = items.last { matches($0.name, name) }?.value
        return location == .body && value?.isEmpty == true ? nil : value.map { .text($0) }
    }

    /// The documentation of the parameter as a form field.
    func describeFormField(
        _ operation: inout OperationDescription,
        _ contentType: String
    ) -> OperationDescription.Body {
        OperationDescription.Body(
            name: name,
            isMember: true,
            contentType: contentType,
            isRequired: fallback == nil,
            schema: describedSchema(&operation)
        )
    }

    private func describedSchema(_ operation: inout OperationDescription) -> JSONObject {
        var schema = Value.describe(rules, &operation.registry)
        if let name { metadata.describe(&schema, name: name) }
        if let defaultValue, let json = try? JSON(encoding: defaultValue) { schema["default"] = json }
        return schema
    }

    func describe(_ operation: inout OperationDescription) {
        let earlier = operation.registry
        let schema = describedSchema(&operation)
        guard let name else {
            operation.addParameters(fromObject: schema, at: location)
            // The document only contains the fields of the model, not the model itself.
            operation.registry.unregister(schema, registeredAfter: earlier)
            return
        }
        operation.parameters.append(
            OperationDescription.Parameter(
                location: location,
                name: name,
                isRequired: location == .path || fallback == nil,
                schema: schema,
                description: metadata.description,
                isDeprecated: metadata.isDeprecated
            )
        )
    }
}

extension JSON {
    /// Creates JSON by encoding a schema value.
    init(encoding value: some SchemaValue) throws {
        var writer = JSONWriter()
        try value.encode(to: &writer)
        try self.init(parsing: writer.finish())
    }
}
