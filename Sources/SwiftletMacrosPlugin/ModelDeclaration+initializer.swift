import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

extension ModelDeclaration {
    /// Whether the struct declares an initializer that the schema can call.
    var hasMemberwiseInitializer: Bool {
        initializers.contains { initializer in
            // A parameter with a default value can be omitted.
            let parameters = initializer.parameters.filter { parameter in
                parameter.defaultValue == nil || fields.contains { $0.label == parameter.firstName.text }
            }
            return !initializer.canFail && !initializer.isAsync && haveFields(parameters)
        }
    }

    /// The initializer of which a memberwise initializer would be a redeclaration.
    private var conflictingInitializer: InitializerDeclSyntax? {
        initializers.first { $0.canFail && !$0.isAsync && haveFields($0.parameters) }
    }

    /// Returns whether parameters have the labels and, as written, the types of the fields.
    private func haveFields(_ parameters: [FunctionParameterSyntax]) -> Bool {
        parameters.map(\.firstName.text) == fields.map(\.label)
            && zip(parameters, fields)
                .allSatisfy { parameter, field in
                    // A type that is inferred from an expression is unknown.
                    field.typeText.map { $0 == parameter.type.trimmedDescription } ?? true && parameter.ellipsis == nil
                }
    }

    /// Returns the memberwise initializer that the compiler generates for a struct without initializers.
    ///
    /// - Parameter context: Receives an error for each property whose type is neither declared nor that of a literal, or for an
    ///   initializer that differs from the memberwise initializer only in that it can fail.
    /// - Returns: The initializer, or `nil` if there was an error.
    func memberwiseInitializer(in context: some MacroExpansionContext) -> DeclSyntax? {
        if let initializer = conflictingInitializer {
            let labels = fields.map { "\($0.label):" }.joined()
            context.diagnose(
                initializer.initKeyword,
                """
                The schema calls 'init(\(labels))', which cannot be failable or throwing: remove '?' or 'throws', or rename a \
                parameter
                """
            )
            return nil
        }
        var parameters: [String] = []
        var assignments: [String] = []
        var isComplete = true
        for field in fields {
            guard let type = field.typeText else {
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

extension InitializerDeclSyntax {
    fileprivate var parameters: [FunctionParameterSyntax] { Array(signature.parameterClause.parameters) }
    fileprivate var isAsync: Bool { signature.effectSpecifiers?.asyncSpecifier != nil }
    /// Whether the initializer is failable or throws.
    fileprivate var canFail: Bool { optionalMark != nil || signature.effectSpecifiers?.throwsClause != nil }
}

extension ModelField {
    /// The declared type, or that of a literal; `nil` if the type is inferred from another expression.
    fileprivate var typeText: String? { type?.trimmedDescription ?? defaultValue?.literalType }
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
