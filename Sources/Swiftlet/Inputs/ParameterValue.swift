import SwiftletJSON

/// What path, query, header and cookie parameters have in common: a name, rules, a default, and how texts are decoded.
struct ParameterValue<Value: SchemaValue>: Sendable {
    let order: InputOrder
    /// `nil` where the value is made from all parameters of its kind at once.
    let name: String?
    let rules: [Constraint<Value.Constrained>]
    let defaultValue: Value?
    let notes: FieldNotes

    init(
        order: InputOrder,
        name: String?,
        rules: [Constraint<Value.Constrained>],
        defaultValue: Value?,
        notes: FieldNotes = .none
    ) {
        self.order = order
        self.name = name
        self.rules = rules
        self.defaultValue = defaultValue
        self.notes = notes
    }

    private var fallback: Value? { defaultValue ?? Value.absent }

    /// Whether it may not be absent.
    var isRequired: Bool { fallback == nil }

    /// The kind of parameter as locations and OpenAPI name it.
    private var place: String {
        switch order {
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
    ///   - items: the names and values of this kind of parameter.
    ///   - validation: takes the errors.
    ///   - matches: whether an item's name is the parameter's.
    /// - Returns: the value, or `nil` if at least one error was recorded.
    func extract(
        _ items: [QueryItem],
        _ validation: inout Validation,
        matching matches: (_ item: String, _ name: String) -> Bool = { $0.utf8Equals($1) }
    ) -> Value? {
        validation.enter(.name(place))
        defer { validation.leave() }
        guard let name else { return Value.decode(.fields(items), rules, &validation) }
        return decode(input(named: name, in: items, matching: matches), named: name, &validation)
    }

    /// Decodes the parameter from the value under its name, or `nil` if there is none.
    func extract(_ input: InputValue?, _ validation: inout Validation) -> Value? {
        validation.at(.name(place)) { decode(input, named: name ?? "", &$0) }
    }

    private func decode(_ input: InputValue?, named name: String, _ validation: inout Validation) -> Value? {
        validation.enter(.name(name))
        defer { validation.leave() }
        guard let input else { return absent(&validation) }
        return Value.decode(input, rules, &validation)
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
        // The last of several, as FastAPI has it; and as there, an empty field of a form is one that was not filled in.
        let value = items.last { matches($0.name, name) }?.value
        return order == .body && value?.isEmpty == true ? nil : value.map { .text($0) }
    }

    /// The parameter as one field of a form.
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
        if let name { notes.describe(&schema, name: name) }
        if let defaultValue, let json = try? JSON(encoding: defaultValue) { schema["default"] = json }
        return schema
    }

    func describe(_ operation: inout OperationDescription) {
        let earlier = operation.registry
        let schema = describedSchema(&operation)
        guard let name else {
            operation.addParameters(fromObject: schema, at: order)
            // The document has the model's fields, and nothing refers to the model itself.
            operation.registry.withdraw(schema, registeredAfter: earlier)
            return
        }
        operation.parameters.append(
            OperationDescription.Parameter(
                location: order,
                name: name,
                isRequired: order == .path || fallback == nil,
                schema: schema,
                description: notes.description,
                isDeprecated: notes.isDeprecated
            )
        )
    }
}

extension JSON {
    /// The JSON a schema value encodes to.
    init(encoding value: some SchemaValue) throws {
        var writer = JSONWriter()
        try value.encode(to: &writer)
        try self.init(parsing: writer.finish())
    }
}
