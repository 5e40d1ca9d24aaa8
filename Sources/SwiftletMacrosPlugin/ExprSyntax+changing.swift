import SwiftSyntax

extension ExprSyntax {
    /// Returns whether the expression is known to have a different value each time: `UUID()`, `Date.now`, `Int.random(in: …)`.
    ///
    /// - Parameter type: The declared type of the property, which is the base of `.now` and `.init()`.
    /// - Returns: Whether it is; `false` if it is unknown.
    func changesAtEachEvaluation(as type: TypeSyntax?) -> Bool {
        if let unwrapped = self.as(ForceUnwrapExprSyntax.self) {
            return unwrapped.expression.changesAtEachEvaluation(as: nil)
        }
        if let call = self.as(FunctionCallExprSyntax.self), call.isRandom { return true }
        let text = trimmedDescription.withoutFoundation
        if ["UUID()", "UUID.init()", "Date()", "Date.init()", "Date.now"].contains(text) { return true }
        let declared = type?.as(OptionalTypeSyntax.self)?.wrappedType ?? type
        return switch declared?.trimmedDescription.withoutFoundation {
        case "Date": text == ".now" || text == ".init()"
        case "UUID": text == ".init()"
        default: false
        }
    }
}

extension FunctionCallExprSyntax {
    /// Whether the call is `random(in:)`, `randomElement()`, or one with a random number generator.
    fileprivate var isRandom: Bool {
        let labels = arguments.map { $0.label?.text ?? "" }
        return switch calledExpression.as(MemberAccessExprSyntax.self)?.declName.baseName.text {
        case "random": labels.first == "in"
        case "randomElement": labels.isEmpty || labels == ["using"]
        default: false
        }
    }
}

extension String {
    /// The name of a type or an expression without the module as a prefix.
    fileprivate var withoutFoundation: String {
        for module in ["Foundation.", "FoundationEssentials."] where hasPrefix(module) {
            return String(dropFirst(module.count))
        }
        return self
    }
}
