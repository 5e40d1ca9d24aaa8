import SwiftSyntax

extension ModelDeclaration {
    /// The declaration of the schema.
    ///
    /// Each field is a separate statement, because type-checking a single expression takes exponential time in the number of
    /// fields and constraints.
    var schema: String {
        let statements = (fieldStatements + ["return \(schemaExpression)"]).map { $0.indented(by: 4) }
        let body = "{\n" + statements.joined(separator: "\n") + "\n}"
        // A generic type has no stored static properties.
        if declaration.genericParameterClause != nil {
            return "\(access)static var schema: Swiftlet.Schema<Self> {\n    .cached \(body.continued(by: 4))\n}"
        }
        return "\(access)static let schema: Swiftlet.Schema<Self> = \(body)()"
    }

    private var fieldStatements: [String] {
        fields.map { "let \($0.constant) = \($0.schemaField(describedAs: comment(of: $0.declaration)))" }
    }

    private var schemaExpression: String {
        "Swiftlet.Schema(\n" + arguments.map { $0.indented(by: 4) }.joined(separator: ",\n") + "\n)"
    }

    private var arguments: [String] {
        var arguments = [make] + fields.map(\.constant)
        if let name = options.name { arguments.append("name: \(name)") }
        if let description = options.description?.description ?? comment(of: declaration)?.literal {
            arguments.append("description: \(description)")
        }
        if let naming = options.namingExpression { arguments.append("naming: \(naming)") }
        arguments += list("computed", computed.map { $0.schemaField(describedAs: comment(of: $0.declaration)) })
        if let extra {
            arguments.append("extraKeys: .allowed(in: \\.\(extra.identifier))")
        } else if let extraKeys = options.extraKeys {
            arguments.append(extraKeys.trimmedArgument)
        }
        arguments += list(
            "checks",
            checks.map { name, arguments in
                ".check(\(arguments.map(\.trimmedArgument).joined(separator: ", "))) { $0.\(name) }"
            }
        )
        return arguments
    }

    /// A closure that creates the model, because a reference to the initializer could be ambiguous.
    private var make: String {
        let arguments = fields.enumerated().map { "\($1.label): $\($0)" }
        return "{ Self(\(arguments.joined(separator: ", "))) }"
    }

    private func list(_ label: String, _ elements: [String]) -> [String] {
        if elements.isEmpty { return [] }
        return ["\(label): [\n" + elements.map { $0.indented(by: 4) }.joined(separator: ",\n") + "\n]"]
    }

    /// The access level of the schema, if the conformance requires a level above the default.
    private var access: String {
        if declaration.modifiers.contains(.public) { return "public " }
        return declaration.modifiers.contains(.package) ? "package " : ""
    }

    private func comment(of declaration: some DeclSyntaxProtocol) -> String? {
        options.describesFromComments ? declaration.documentationComment : nil
    }
}

extension String {
    fileprivate func indented(by count: Int) -> String {
        let indentation = String(repeating: " ", count: count)
        return split(separator: "\n", omittingEmptySubsequences: false).map { indentation + $0 }
            .joined(separator: "\n")
    }

    /// Returns the text with all lines except the first indented.
    fileprivate func continued(by count: Int) -> String {
        String(indented(by: count).dropFirst(count))
    }
}
