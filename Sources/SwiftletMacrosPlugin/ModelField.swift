import SwiftSyntax

/// A stored property of a model that is a field.
struct ModelField {
    let declaration: VariableDeclSyntax
    let binding: PatternBindingSyntax
    /// The declared type, or `nil` if it is inferred.
    let type: TypeSyntax?
    /// The name as written, with backticks if it has any.
    let identifier: String
    let key: String

    var defaultValue: ExprSyntax? { binding.initializer?.value.trimmed }

    /// The name as an argument label, where only three keywords need backticks.
    var label: String {
        let name = binding.name ?? identifier
        return ["inout", "let", "var"].contains(name) ? identifier : name
    }

    /// The name of the constant that stores the field in the expansion.
    var constant: String { "\(binding.name ?? identifier)Field" }

    /// The arguments of all `@Rule` attributes.
    private var rules: [String] {
        declaration.attributes.all(.rule).flatMap { $0.labeledArguments.map(\.expression.trimmedDescription) }
    }

    /// The `default:` argument, omitted for an initial value of `nil`, which is the value of an absent optional anyway.
    private var schemaDefault: String? {
        guard let defaultValue, !defaultValue.is(NilLiteralExprSyntax.self) else { return nil }
        return "default: \(defaultValue)"
    }

    /// Returns the expression that creates the field.
    func schemaField(describedAs comment: String?) -> String {
        let arguments =
            [key.literal, "\\Self.\(identifier)"] + rules + [schemaDefault, aliases].compactMap { $0 }
            + declaration.metadata(describedAs: comment)
        return "Swiftlet.Field(\(arguments.joined(separator: ", ")))"
    }

    private var aliases: String? {
        declaration.attributes.first(.key)?.labeledArguments.first { $0.label?.text == "aliases" }?.trimmedArgument
    }
}

/// A property of a model that is an output-only field.
struct ModelComputedField {
    let declaration: VariableDeclSyntax
    let binding: PatternBindingSyntax
    let identifier: String
    let key: String

    /// Returns the expression that creates the field.
    func schemaField(describedAs comment: String?) -> String {
        let arguments = [key.literal, "\\.\(identifier)"] + declaration.metadata(describedAs: comment)
        return "Swiftlet.ComputedField(\(arguments.joined(separator: ", ")))"
    }
}

extension VariableDeclSyntax {
    /// Returns the arguments of `@Describe` as arguments of a field, in the order of its parameters.
    fileprivate func metadata(describedAs comment: String?) -> [String] {
        let arguments = attributes.all(.describe).flatMap { Array($0.labeledArguments) }
        let description = arguments.first { $0.label == nil }?.expression.trimmedDescription ?? comment?.literal
        let labels = ["title", "description", "examples", "isDeprecated"]
        return labels.compactMap { label in
            if label == "description" { return description.map { "description: \($0)" } }
            return arguments.first { $0.label?.text == label }?.trimmedArgument
        }
    }
}

extension LabeledExprSyntax {
    /// The argument with its label, without the trailing comma.
    var trimmedArgument: String {
        (label.map { "\($0.text): " } ?? "") + expression.trimmedDescription
    }
}

extension String {
    /// The string as a Swift literal.
    var literal: String {
        let escapes: [Character: String] = ["\\": "\\\\", "\"": "\\\"", "\n": "\\n", "\r": "\\r", "\t": "\\t"]
        return "\"" + map { escapes[$0] ?? String($0) }.joined() + "\""
    }
}
