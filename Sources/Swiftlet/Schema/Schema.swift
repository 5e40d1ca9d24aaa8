import SwiftletJSON

/// How a model is made from an object: its fields and the function that puts them together.
///
/// A class: it is asked for at every decoding and encoding, and never changes.
public final class Schema<Root: Sendable>: Sendable {
    /// The model's name in the documentation.
    public let name: String
    /// What the model is, for the documentation.
    public let summary: String?
    let fields: [AnyField<Root>]
    private let encoders: [AnyFieldEncoder]
    private let naming: FieldNaming
    private let computed: [ComputedField<Root>]
    let extraKeys: ExtraKeys<Root>
    let checks: [Constraint<Root>]
    private let hasChecks: Bool
    /// The names under which fields are read.
    let knownKeys: Set<UTF8Key>
    /// The names under which fields are written.
    let writtenKeys: Set<UTF8Key>
    let secretPresence = SecretPresence()
    private let decodeFields: @Sendable (InputValue, _ shown: () -> JSON, inout Validation) -> Root?

    /// Creates a schema.
    ///
    /// The program stops if two fields have one name, or if the fields are not in the order in which `make` takes them: see
    /// ``SchemaValue/probes(_:)``.
    ///
    /// - Parameters:
    ///   - make: makes the model from the fields' values, in the order of the fields: the memberwise initializer.
    ///   - field: the fields.
    ///   - name: the model's name in the documentation; the type's own if there is none.
    ///   - description: what the model is, for the documentation.
    ///   - naming: how the fields' names are made from those given.
    ///   - computed: fields that are only written, after the others.
    ///   - extraKeys: handling of keys that the model does not declare.
    ///   - checks: what the whole model must satisfy; looked at when all fields are valid.
    public init<each Value: SchemaValue>(
        _ make: @escaping @Sendable (repeat each Value) -> Root,
        _ field: repeat Field<Root, each Value>,
        name: String? = nil,
        description: String? = nil,
        naming: FieldNaming = .asGiven,
        computed: [ComputedField<Root>] = [],
        extraKeys: ExtraKeys<Root> = .ignored,
        checks: [Constraint<Root>] = []
    ) {
        var fields: [AnyField<Root>] = []
        var decoders: [AnyFieldDecoder] = []
        var encoders: [AnyFieldEncoder] = []
        for field in repeat each field {
            let name = naming.name(field.name)
            fields.append(AnyField(field, named: name))
            decoders.append(field.decoder(named: name))
            encoders.append(field.encoder(named: name))
        }
        encoders += computed.map { $0.encoder(naming.name($0.name)) }
        // Not a key path: a literal of one in a function with a parameter pack traps at run time.
        let names = encoders.map { $0.name }
        precondition(
            Set(names.map { UTF8Key($0) }).count == names.count,
            "Two fields of \(Root.self) have the same name."
        )
        self.name = name ?? "\(Root.self)"
        self.summary = description
        self.fields = fields
        self.encoders = encoders
        self.computed = computed
        self.naming = naming
        self.extraKeys = extraKeys
        self.checks = checks
        self.hasChecks = !checks.isEmpty
        self.writtenKeys = Set(names.map { UTF8Key($0) })
        self.knownKeys = Set(fields.flatMap { ([$0.name] + $0.aliases).map { UTF8Key($0) } })
        FieldOrderCheck.run(make, repeat each field)
        self.decodeFields = { [decoders] input, shown, validation in
            var reader = FieldReader(decoders)
            do throws(InvalidField) {
                return try make(repeat reader.next((each Value).self, input, shown, &validation))
            } catch {
                reader.checkRest(input, shown, &validation)
                return nil
            }
        }
    }

    /// Decodes an object; `tag` is a key that is allowed although the model may not declare it.
    func decode(_ input: InputValue, tag: String? = nil, _ validation: inout Validation) -> Root? {
        guard input.isObject else {
            validation.record(
                "model_attributes_type",
                "Input should be a valid dictionary or object to extract fields from",
                input: redacted(input)
            )
            return nil
        }
        // Several missing fields show the same object.
        var shown: JSON?
        let value = decodeFields(
            input,
            {
                let json = shown ?? redacted(input)
                shown = json
                return json
            },
            &validation
        )
        validation.floorExactness(.strict)
        if validation.quality.fieldCount == nil { validation.quality.fieldCount = 0 }
        let hasExtraKeys = extraKeys.areForbidden && recordExtraKeys(of: input, excluding: tag, &validation)
        if let storage = extraKeys.storage {
            guard let value = keepingExtraKeys(of: input, excluding: tag, in: value, storage, &validation) else {
                return nil
            }
            return checks.apply(to: value, shown: redacted(input), &validation)
        }
        guard let value, !hasExtraKeys else { return nil }
        if !hasChecks { return value }
        return checks.apply(to: value, shown: redacted(input), &validation)
    }

    func encode(_ root: Root, to writer: inout JSONWriter) throws {
        writer.beginObject()
        try encodeFields(of: root, to: &writer)
        writer.endObject()
    }

    /// Writes the members of the object; `tag` is a key that was written already.
    func encodeFields(of root: Root, tag: String? = nil, to writer: inout JSONWriter) throws {
        try unsafe withUnsafePointer(to: root) { root in
            for encoder in encoders { try unsafe encoder.encode(UnsafeRawPointer(root), to: &writer) }
        }
        if let storage = extraKeys.storage { try encodeExtraKeys(of: root, excluding: tag, storage, to: &writer) }
    }

    func hasField(named name: String) -> Bool {
        fields.contains { $0.name == name }
    }

    /// The schema of the object; `tag` is a key that is allowed although the model may not declare it.
    func describe(tag: String? = nil, _ registry: inout SchemaRegistry) -> JSONObject {
        var properties: JSONObject = [:]
        for field in fields {
            properties[field.name] = .object(field.describe(&registry))
        }
        var required = fields.filter { registry.mode == .input ? $0.isRequired : $0.isAlwaysWritten }.map(\.name)
        if registry.mode == .output {
            for field in computed {
                let name = naming.name(field.name)
                properties[name] = .object(field.describe(name, &registry))
                if field.isAlwaysWritten { required.append(name) }
            }
        }
        var schema: JSONObject = ["properties": .object(properties)]
        if extraKeys.areForbidden { schema["additionalProperties"] = false }
        if let storage = extraKeys.storage { describeExtraKeys(storage, excluding: tag, in: &schema, &registry) }
        schema["type"] = "object"
        if !required.isEmpty { schema["required"] = .array(required.map { .string($0) }) }
        schema["title"] = .string(name)
        if let summary { schema["description"] = .string(summary) }
        checks.describe(&schema)
        return schema
    }
}
