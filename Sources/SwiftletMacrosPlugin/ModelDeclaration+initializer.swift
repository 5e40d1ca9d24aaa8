import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

extension ModelDeclaration {
    /// Whether the struct declares the initializer that the schema calls.
    var hasMemberwiseInitializer: Bool {
        let labels = fields.map(\.label)
        return initializers.contains { initializer in
            let parameters = initializer.signature.parameterClause.parameters
            let required = parameters.filter { $0.defaultValue == nil }.map(\.firstName.text)
            let all = parameters.map(\.firstName.text)
            // A parameter with a default value can be omitted.
            return all.filter { required.contains($0) || labels.contains($0) } == labels
        }
    }

    /// Returns the memberwise initializer that the compiler generates for a struct without initializers.
    ///
    /// - Parameter context: Receives an error for each property whose type is neither declared nor that of a literal.
    /// - Returns: The initializer, or `nil` if there was an error.
    func memberwiseInitializer(in context: some MacroExpansionContext) -> DeclSyntax? {
        var parameters: [String] = []
        var assignments: [String] = []
        var isComplete = true
        for field in fields {
            guard let type = field.type?.trimmedDescription ?? field.defaultValue?.literalType else {
                context.diagnose(
                    field.binding.pattern,
                    """
                    The initializer that '@Model' adds needs the type of '\(field.identifier)': write \
                    'var \(field.identifier): Type = …'
                    """
                )
                isComplete = false
                continue
            }
            let isOptional = field.type?.is(OptionalTypeSyntax.self) == true && !field.declaration.isConstant
            let value = field.defaultValue.map { " = \($0)" } ?? (isOptional ? " = nil" : "")
            parameters.append("\(field.label): \(type)\(value)")
            assignments.append("self.\(field.identifier) = \(field.identifier)")
        }
        guard isComplete else { return nil }
        return """
            init(\(raw: parameters.joined(separator: ", "))) {
                \(raw: assignments.joined(separator: "\n    "))
            }
            """
    }
}

extension ExprSyntax {
    /// The default type of a literal.
    fileprivate var literalType: String? {
        switch kind {
        case .booleanLiteralExpr: "Bool"
        case .integerLiteralExpr: "Int"
        case .floatLiteralExpr: "Double"
        case .stringLiteralExpr: "String"
        case .prefixOperatorExpr: self.as(PrefixOperatorExprSyntax.self)?.expression.literalType
        default: nil
        }
    }
}
