import Swiftlet
import SwiftletJSON

/// Finds a value that violates each constraint of a schema.
struct ViolationSampler {
    /// A violated constraint.
    struct Violation {
        /// The violation in one or two words.
        let name: String
        /// The constraint in a sentence.
        let rule: String
        /// The location of the expected error.
        let location: [Step]
        /// The path of the value in the request.
        let path: [Step]
        /// The value; `nil` to omit it.
        let value: JSON?

        static func missing(_ location: [Step], _ path: [Step]) -> Violation {
            Violation(name: "missing", rule: "It is required.", location: location, path: path, value: nil)
        }
    }

    private(set) var found: [Violation] = []
    private let sampler: SchemaSampler
    /// Whether values are sent as strings, which have no JSON type.
    private let isText: Bool

    init(_ registry: SchemaRegistry, isText: Bool) {
        self.sampler = SchemaSampler(registry: registry)
        self.isText = isText
    }

    mutating func add(_ name: String, rule: String, at location: [Step], path: [Step], value: JSON?) {
        found.append(Violation(name: name, rule: rule, location: location, path: path, value: value))
    }

    /// Adds violations of a schema and its subschemas.
    ///
    /// - Parameters:
    ///   - schema: The schema.
    ///   - value: A valid value.
    ///   - location: The location of the value's errors.
    ///   - path: The path of the value in the request.
    mutating func visit(_ schema: JSONObject, _ value: JSON, at location: [Step], path: [Step]) {
        let outer = sampler.resolved(schema)
        if !isText, !path.isEmpty, !SchemaSampler.takesNull(outer) {
            add("null", rule: "It must not be null.", at: location, path: path, value: .null)
        }
        if value.isNull { return }
        guard let branches = SchemaSampler.branches(outer) else {
            return visitPlain(outer, value, at: location, path: path)
        }
        if let discriminator = outer["discriminator"], let tag = discriminator["propertyName"]?.string {
            return visitUnion(discriminator, tag: tag, branches: branches, value: value, at: location, path: path)
        }
        // For a union, use the first schema that has constraints; a value of another type violates them all.
        if let branch = branches.first { visitPlain(sampler.resolved(branch), value, at: location, path: path) }
    }

    private mutating func visitPlain(_ schema: JSONObject, _ value: JSON, at location: [Step], path: [Step]) {
        if let values = schema["enum"]?.array ?? schema["const"].map({ [$0] }) {
            let other: JSON = values.contains { $0.number != nil } && !isText ? 987_654_321 : "no-such-value"
            add("unknown-value", rule: "It must be one of the allowed values.", at: location, path: path, value: other)
            return
        }
        switch SchemaSampler.type(of: schema) {
        case "string": visitText(schema, at: location, path: path)
        case "integer", "number": visitNumber(schema, at: location, path: path)
        case "boolean":
            add("wrong-type", rule: "It must be true or false.", at: location, path: path, value: "not-a-boolean")
        case "array": visitArray(schema, value, at: location, path: path)
        case "object": visitObject(schema, value, at: location, path: path)
        default: break
        }
    }

    private mutating func visitUnion(
        _ discriminator: JSON,
        tag: String,
        branches: [JSONObject],
        value: JSON,
        at location: [Step],
        path: [Step]
    ) {
        add("wrong-type", rule: "It must be an object.", at: location, path: path, value: isText ? "text" : ["text"])
        add(
            "no-\(tag)",
            rule: "It must have the discriminator `\(tag)`.",
            at: location,
            path: path,
            value: value.setting(nil, at: [.name(tag)])
        )
        add(
            "unknown-\(tag)",
            rule: "The discriminator `\(tag)` must be known.",
            at: location,
            path: path,
            value: value.setting("no-such-value", at: [.name(tag)])
        )
        let names = branches.map { sampler.variantName(discriminator, of: $0) }
        for (branch, name) in zip(branches, names) where name.map(JSON.string) == value[tag] {
            let inner = location + (name.map { [.name($0)] } ?? [])
            visitMembers(sampler.resolved(branch), value, at: inner, path: path, besides: tag)
        }
    }

    // MARK: - Strings and numbers

    private mutating func visitText(_ schema: JSONObject, at location: [Step], path: [Step]) {
        let format = schema["format"]?.string ?? ""
        if !isText { add("wrong-type", rule: "It must be a string.", at: location, path: path, value: ["text"]) }
        let named = ["email", "uuid", "date-time", "date", "time", "uri", "ipv4", "ipv6"]
        if named.contains(format) {
            add(
                "not-\(format)",
                rule: "It must have the format \(format).",
                at: location,
                path: path,
                value: "not \(format)"
            )
        }
        if let least = schema["minLength"]?.int, least > 0 {
            let short = JSON.string(letters(least - 1))
            add(
                "too-short",
                rule: "It must be at least \(least) characters long.",
                at: location,
                path: path,
                value: short
            )
        }
        if let most = schema["maxLength"]?.int, most < 1_000_000 {
            add(
                "too-long",
                rule: "It must be at most \(most) characters long.",
                at: location,
                path: path,
                value: .string(letters(most + 1))
            )
        }
        if let source = schema["pattern"]?.string, let pattern = try? Pattern(source) {
            let least = schema["minLength"]?.int ?? 0
            let texts = ["!", "a", "A", "1", "~ ~", ""]
                .map { text in
                    text + String(repeating: text.isEmpty ? " " : text, count: max(0, least - text.count))
                }
            if let other = texts.first(where: { !pattern.matches($0) }) {
                add("pattern", rule: "It must match \(source).", at: location, path: path, value: .string(other))
            }
        }
    }

    private func letters(_ count: Int) -> String {
        String(repeating: "x", count: max(0, count))
    }

    private mutating func visitNumber(_ schema: JSONObject, at location: [Step], path: [Step]) {
        let isInteger = SchemaSampler.type(of: schema) == "integer"
        let bounds = NumberBounds(schema)
        func json(_ number: Double) -> JSON { NumberBounds.json(number, isInteger: isInteger) }
        add("wrong-type", rule: "It must be a number.", at: location, path: path, value: "not-a-number")
        if isInteger { add("fraction", rule: "It must be an integer.", at: location, path: path, value: 1.5) }
        if let minimum = bounds.minimum {
            add(
                "too-small",
                rule: "It must be at least \(json(minimum)).",
                at: location,
                path: path,
                value: json(minimum - 1)
            )
        }
        if let minimum = bounds.exclusiveMinimum {
            add(
                "too-small",
                rule: "It must be greater than \(json(minimum)).",
                at: location,
                path: path,
                value: json(minimum)
            )
        }
        if let maximum = bounds.maximum {
            add(
                "too-large",
                rule: "It must be at most \(json(maximum)).",
                at: location,
                path: path,
                value: json(maximum + 1)
            )
        }
        if let maximum = bounds.exclusiveMaximum {
            add(
                "too-large",
                rule: "It must be less than \(json(maximum)).",
                at: location,
                path: path,
                value: json(maximum)
            )
        }
        if let step = bounds.step {
            let candidates = [1, 2, 3, 5, 7, 11].map { step * $0 + (isInteger ? 1 : step / 2) }
            if let other = candidates.first(where: {
                !bounds.allow($0) && NumberBounds(schema, without: step).allow($0)
            }) {
                add(
                    "not-a-multiple",
                    rule: "It must be a multiple of \(json(step)).",
                    at: location,
                    path: path,
                    value: json(other)
                )
            }
        }
    }

    // MARK: - Arrays and objects

    private mutating func visitArray(_ schema: JSONObject, _ value: JSON, at location: [Step], path: [Step]) {
        let elements = value.array ?? []
        // The valid value may be an empty list, such as a default.
        let sample =
            elements.first ?? schema["items"]?.object.map { sampler.value($0, at: location + [.index(0)]) }
        if !isText { add("wrong-type", rule: "It must be an array.", at: location, path: path, value: "not-an-array") }
        if let least = schema["minItems"]?.int, least > 0 {
            let few = JSON.array(Array(elements.prefix(least - 1)))
            if !isText || least > 1 {
                add("too-few", rule: "It must have at least \(least) items.", at: location, path: path, value: few)
            }
        }
        if let most = schema["maxItems"]?.int, most < 10_000, let sample {
            var many = JSON.array((0...most).map { elements.indices.contains($0) ? elements[$0] : sample })
            if schema["uniqueItems"] == true {
                // Duplicates would count once, or be rejected as such.
                var longer = schema
                (longer["minItems"], longer["maxItems"]) = (.integer(most + 1), nil)
                many = sampler.value(longer, at: location)
            }
            add("too-many", rule: "It must have at most \(most) items.", at: location, path: path, value: many)
        }
        if schema["uniqueItems"] == true, let sample {
            let repeated: JSON = [sample, sample]
            add("repeated", rule: "Its items must be unique.", at: location, path: path, value: repeated)
        }
        if let items = schema["items"]?.object, let element = elements.first {
            visit(items, element, at: location + [.index(0)], path: path + [.index(0)])
        }
    }

    private mutating func visitObject(_ schema: JSONObject, _ value: JSON, at location: [Step], path: [Step]) {
        if !isText { add("wrong-type", rule: "It must be an object.", at: location, path: path, value: ["text"]) }
        visitMembers(schema, value, at: location, path: path)
        guard schema["properties"] == nil else { return }
        let members = value.object ?? [:]
        if let least = schema["minProperties"]?.int, least > 0 {
            let few = JSONObject(members.prefix(least - 1))
            add(
                "too-few",
                rule: "It must have at least \(least) members.",
                at: location,
                path: path,
                value: .object(few)
            )
        }
        if let most = schema["maxProperties"]?.int, most < 10_000, let member = members.first {
            var many = members
            for number in 0...most {
                many["key\(number + 1)"] = member.value
            }
            add(
                "too-many",
                rule: "It must have at most \(most) members.",
                at: location,
                path: path,
                value: .object(many)
            )
        }
        if let others = schema["additionalProperties"]?.object, let member = members.first {
            visit(others, member.value, at: location + [.name(member.key)], path: path + [.name(member.key)])
        }
    }

    private mutating func visitMembers(
        _ schema: JSONObject,
        _ value: JSON,
        at location: [Step],
        path: [Step],
        besides tag: String? = nil
    ) {
        let required = schema["required"]?.array ?? []
        for (name, property) in schema["properties"]?.object ?? [:] where name != tag {
            let inner = (location: location + [.name(name)], path: path + [Step.name(name)])
            if required.contains(.string(name)) { found.append(.missing(inner.location, inner.path)) }
            if let property = property.object, let member = value[name] {
                visit(property, member, at: inner.location, path: inner.path)
            }
        }
        if schema["additionalProperties"] == false {
            let name = "unexpected"
            add(
                "unexpected",
                rule: "Additional members are not allowed.",
                at: location + [.name(name)],
                path: path + [.name(name)],
                value: "text"
            )
        }
    }
}

extension NumberBounds {
    /// The bounds of a schema without `multipleOf`, which the caller handles.
    fileprivate init(_ schema: JSONObject, without step: Double) {
        var schema = schema
        schema["multipleOf"] = nil
        self.init(schema)
    }
}
