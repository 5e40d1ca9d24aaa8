import SwiftSyntax
import SwiftSyntaxMacros

/// The arguments of `@Model`.
struct ModelOptions {
    /// The naming strategy, or `nil` if it is a custom strategy, which only the schema can apply.
    var naming: KeyNaming? = .snakeCase
    var namingExpression: ExprSyntax?
    var name: ExprSyntax?
    var description: ExprSyntax?
    var extraKeys: LabeledExprSyntax?
    var describesFromComments = false

    init(_ attribute: AttributeSyntax, in context: (any MacroExpansionContext)?) {
        for argument in attribute.labeledArguments {
            let expression = argument.expression.trimmed
            switch argument.label?.text {
            case "name": name = expression
            case "description": description = expression
            case "naming":
                let member = expression.as(MemberAccessExprSyntax.self)
                let isOfFieldNaming = member?.base.map { $0.trimmedDescription.hasSuffix("FieldNaming") } ?? true
                naming = isOfFieldNaming ? member.flatMap { KeyNaming(rawValue: $0.declName.baseName.text) } : nil
                if naming == nil { namingExpression = expression }
            case "extraKeys": extraKeys = argument
            case "describesFromComments":
                guard let literal = expression.as(BooleanLiteralExprSyntax.self) else {
                    let message = "'describesFromComments' must be a Boolean literal: write 'true' or 'false'"
                    context?.diagnose(argument, message)
                    continue
                }
                describesFromComments = literal.literal.tokenKind == .keyword(.true)
            default: break
            }
        }
    }
}

extension AttributeSyntax {
    var labeledArguments: LabeledExprListSyntax {
        arguments?.as(LabeledExprListSyntax.self) ?? []
    }
}
