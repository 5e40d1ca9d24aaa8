import SwiftSyntax

/// A stored property of a model that inputs set.
struct ModelField {
    let declaration: VariableDeclSyntax
    let binding: PatternBindingSyntax
    /// The type as it is written, `nil` where it is left to the compiler.
    let type: TypeSyntax?
    /// The name as it is written, in backticks if it has to be.
    let identifier: String
    let key: String

    var defaultValue: ExprSyntax? { binding.initializer?.value.trimmed }

    /// The name as an argument label, which is in backticks for three words only.
    var label: String {
        let name = binding.name ?? identifier
        return ["inout", "let", "var"].contains(name) ? identifier : name
    }

    /// The name of the constant that is the field in the expansion.
    var constant: String { "\(binding.name ?? identifier)Field" }

    /// The arguments of all `@Rule` attributes.
    private var rules: [String] {
        declaration.attributes.all(.rule).flatMap { $0.labeledArguments.map(\.expression.trimmedDescription) }
    }

    /// The default value in the schema: `nil` for an optional is what an absent field is anyway.
    private var schemaDefault: String? {
        guard let defaultValue, !defaultValue.is(NilLiteralExprSyntax.self) else { return nil }
        return "default: \(defaultValue)"
    }

    /// The field in the schema.
    func schemaField(describedAs comment: String?) -> String {
        let arguments =
            [key.literal, "\\Self.\(identifier)"] + rules + [schemaDefault, aliases].compactMap { $0 }
            + declaration.notes(describedAs: comment)
        return "Swiftlet.Field(\(arguments.joined(separator: ", ")))"
    }

    private var aliases: String? {
        declaration.attributes.first(.key)?.labeledArguments.first { $0.label?.text == "aliases" }?.trimmedArgument
    }
}

/// A property of a model that is only written.
struct ModelComputedField {
    let declaration: VariableDeclSyntax
    let binding: PatternBindingSyntax
    let identifier: String
    let key: String

    /// The field in the schema.
    func schemaField(describedAs comment: String?) -> String {
        let arguments = [key.literal, "\\.\(identifier)"] + declaration.notes(describedAs: comment)
        return "Swiftlet.ComputedField(\(arguments.joined(separator: ", ")))"
    }
}

extension VariableDeclSyntax {
    /// The notes of `@Describe` as the arguments of a field, in its order.
    fileprivate func notes(describedAs comment: String?) -> [String] {
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
    /// The argument with its label, and without the comma after it.
    var trimmedArgument: String {
        (label.map { "\($0.text): " } ?? "") + expression.trimmedDescription
    }
}

extension String {
    /// A Swift literal of the string.
    var literal: String {
        let escapes: [Character: String] = ["\\": "\\\\", "\"": "\\\"", "\n": "\\n", "\r": "\\r", "\t": "\\t"]
        return "\"" + map { escapes[$0] ?? String($0) }.joined() + "\""
    }
}
