import SwiftletJSON

/// The definition of a model: its fields, and the initializer that combines them.
///
/// ```swift
/// struct Span: Model {
///     var lower: Int
///     var upper: Int
///
///     static let schema = Schema(
///         Span.init,
///         Field("from", \.lower, .ge(0)),
///         Field("to", \.upper, default: 100, description: "The last value."),
///         checks: [.check("must not be less than from", at: "to") { $0.lower <= $0.upper }]
///     )
/// }
/// ```
///
/// A class, because it is immutable and is accessed on every decode and encode.
public final class Schema<Root: Sendable>: Sendable {
    /// The model's name in the documentation.
    let name: String
    /// The model's description in the documentation.
    let summary: String?
    let fields: [AnyField]
    private let encoders: [AnyFieldEncoder]
    private let naming: FieldNaming
    private let computed: [ComputedField<Root>]
    let extraKeys: ExtraKeys<Root>
    let checks: [Constraint<Root>]
    private let hasChecks: Bool
    /// The names that are decoded as fields, including aliases.
    let knownKeys: Set<UTF8Key>
    /// The names that fields are encoded under.
    let writtenKeys: Set<UTF8Key>
    let secretPresence = SecretPresence()
    private let decodeFields: @Sendable (InputValue, _ shown: () -> JSON, inout Validation) -> Root?

    /// Creates a schema.
    ///
    /// The process stops if two fields have the same name.
    ///
    /// In debug builds, it also stops if the fields are not in the order of the parameters of `make`. To check the order, `make`
    /// is called with sample values; see ``SchemaValue/probes(_:)``. This is a check for development, which tests run: a release
    /// build neither checks the order nor calls `make` when a schema is created.
    ///
    /// - Parameters:
    ///   - make: Creates the model from the values of the fields, in order; usually the memberwise initializer.
    ///   - field: The fields, in the order of the parameters of `make`.
    ///   - name: The model's name in the documentation; the name of the type if `nil`.
    ///   - description: The model's description in the documentation.
    ///   - naming: The naming strategy for the fields.
    ///   - computed: The output-only fields, encoded after the others.
    ///   - extraKeys: How extra keys are handled.
    ///   - checks: The constraints on the whole model, checked only if all fields are valid.
    public init<each Value: SchemaValue>(
        _ make: @escaping @Sendable (repeat each Value) -> Root,
        _ field: repeat Field<Root, each Value>,
        name: String? = nil,
        description: String? = nil,
        naming: FieldNaming = .unchanged,
        computed: [ComputedField<Root>] = [],
        extraKeys: ExtraKeys<Root> = .ignored,
        checks: [Constraint<Root>] = []
    ) {
        var fields: [AnyField] = []
        var decoders: [AnyFieldDecoder] = []
        var encoders: [AnyFieldEncoder] = []
        for field in repeat each field {
            let name = naming.name(field.name)
            fields.append(AnyField(field, named: name))
            decoders.append(field.decoder(named: name))
            encoders.append(field.encoder(named: name))
        }
        encoders += computed.map { $0.encoder(naming.name($0.name)) }
        // Not `\.name`: a key path literal in a function with a parameter pack traps at run time.
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
        #if DEBUG
        FieldOrderCheck.run(make, repeat each field)
        #endif
        self.decodeFields = { [decoders] input, shown, validation in
            var reader = FieldReader(decoders)
            do throws(InvalidField) {
                return try make(
                    repeat reader.next((each Value).self, from: input, shown: shown, validation: &validation)
                )
            } catch {
                reader.checkRest(input, shown: shown, validation: &validation)
                return nil
            }
        }
    }

    /// Decodes an object; `tag` is a key that is accepted even if the model does not declare it.
    func decode(_ input: InputValue, tag: String? = nil, validation: inout Validation) -> Root? {
        guard input.isObject else {
            validation.record(
                "model_attributes_type",
                "Input should be a valid dictionary or object to extract fields from",
                input: redacted(input)
            )
            return nil
        }
        // Cached, because the error of each missing field includes the object.
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
        let hasExtraKeys = extraKeys.areForbidden && recordExtraKeys(of: input, excluding: tag, validation: &validation)
        if let storage = extraKeys.storage {
            guard let value = keepingExtraKeys(of: input, excluding: tag, in: value, storage, validation: &validation)
            else { return nil }
            return checks.apply(to: value, shown: redacted(input), validation: &validation)
        }
        guard let value, !hasExtraKeys else { return nil }
        if !hasChecks { return value }
        return checks.apply(to: value, shown: redacted(input), validation: &validation)
    }

    func encode(_ root: Root, to writer: inout JSONWriter) throws {
        writer.beginObject()
        try encodeFields(of: root, to: &writer)
        writer.endObject()
    }

    /// Encodes the members of the object; `tag` is a key that has already been written.
    func encodeFields(of root: Root, tag: String? = nil, to writer: inout JSONWriter) throws {
        try unsafe withUnsafePointer(to: root) { root in
            for encoder in encoders { try unsafe encoder.encode(UnsafeRawPointer(root), to: &writer) }
        }
        if let storage = extraKeys.storage { try encodeExtraKeys(of: root, excluding: tag, storage, to: &writer) }
    }

    func hasField(named name: String) -> Bool {
        fields.contains { $0.name == name }
    }

    /// Returns the JSON Schema of the object; `tag` is a key that is accepted even if the model does not declare it.
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
