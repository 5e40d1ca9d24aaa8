import SwiftSyntax
import SwiftSyntaxMacros

/// An attribute of a property that `@Model` reads: it expands to nothing, and reports where it has no effect.
protocol PropertyAttributeMacro: PeerMacro {
    static var attribute: PropertyAttribute { get }

    /// What is wrong with the attribute at a property of a model, if anything is.
    static func mistake(at property: PatternBindingSyntax, of declaration: VariableDeclSyntax) -> String?
}

extension PropertyAttributeMacro {
    static func expansion(
        of node: AttributeSyntax,
        providingPeersOf declaration: some DeclSyntaxProtocol,
        in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        if let mistake = misplacement(of: declaration, in: context) { context.diagnose(node, mistake) }
        return []
    }

    private static func misplacement(
        of declaration: some DeclSyntaxProtocol,
        in context: some MacroExpansionContext
    ) -> String? {
        let text = attribute.text
        guard let variable = declaration.as(VariableDeclSyntax.self), let property = variable.bindings.first else {
            return "'\(text)' is for the properties of a model: write it in front of one"
        }
        guard let model = context.lexicalContext.first?.as(StructDeclSyntax.self),
            !model.attributes.named("Model").isEmpty
        else {
            return "'\(text)' has an effect in a model only: write '@Model' in front of the struct"
        }
        if variable.isStatic {
            let name = property.name ?? ""
            return "'\(text)' is for the properties of a value, and '\(name)' is static: remove one of the two"
        }
        return mistake(at: property, of: variable)
    }

    /// What is wrong with a field: only a stored property that can be set is one.
    static func mistakeAtField(_ property: PatternBindingSyntax, of declaration: VariableDeclSyntax) -> String? {
        let name = property.name ?? ""
        if property.isComputed {
            return "'\(attribute.text)' is for stored properties, and '\(name)' is computed: remove one of the two"
        }
        if declaration.isConstant, property.initializer != nil {
            return "'\(name)' is a constant, which no input sets: write 'var' for a field with a default value"
        }
        return nil
    }

    /// What is wrong with a field or a computed field.
    static func mistakeAtAnyField(_ property: PatternBindingSyntax, of declaration: VariableDeclSyntax) -> String? {
        if declaration.attributes.first(.computed) != nil { return nil }
        let name = property.name ?? ""
        if property.isComputed {
            return "'\(name)' is computed and not a field: write '@Computed' as well, so that responses have it"
        }
        if declaration.isConstant, property.initializer != nil {
            return """
                '\(name)' is a constant, which no input sets: write 'var' for a field with a default value, or '@Computed' \
                as well, so that responses have it
                """
        }
        return nil
    }
}

/// `@Rule`: rules for the value of a field.
enum RuleMacro: PropertyAttributeMacro {
    static let attribute = PropertyAttribute.rule

    static func mistake(at property: PatternBindingSyntax, of declaration: VariableDeclSyntax) -> String? {
        mistakeAtField(property, of: declaration)
    }
}

/// `@Key`: the key of a field, and other keys under which inputs may have it.
enum KeyMacro: PropertyAttributeMacro {
    static let attribute = PropertyAttribute.key

    static func mistake(at property: PatternBindingSyntax, of declaration: VariableDeclSyntax) -> String? {
        mistakeAtAnyField(property, of: declaration)
    }
}

/// `@Describe`: what the documentation says about a field.
enum DescribeMacro: PropertyAttributeMacro {
    static let attribute = PropertyAttribute.describe

    static func mistake(at property: PatternBindingSyntax, of declaration: VariableDeclSyntax) -> String? {
        mistakeAtAnyField(property, of: declaration)
    }
}

/// `@Computed`: a field that is only written.
enum ComputedMacro: PropertyAttributeMacro {
    static let attribute = PropertyAttribute.computed

    static func mistake(at property: PatternBindingSyntax, of declaration: VariableDeclSyntax) -> String? {
        let name = property.name ?? ""
        if declaration.attributes.first(.rule) != nil {
            return "No input sets '\(name)', as it is computed: remove '@Rule' or '@Computed'"
        }
        if !property.isComputed, property.initializer == nil {
            return "No input sets '\(name)', as it is '@Computed': give it a getter or a value"
        }
        return nil
    }
}

/// `@Check`: a condition on the fields together.
enum CheckMacro: PropertyAttributeMacro {
    static let attribute = PropertyAttribute.check

    static func mistake(at property: PatternBindingSyntax, of declaration: VariableDeclSyntax) -> String? {
        let type = property.typeAnnotation?.type.trimmedDescription
        if property.isComputed, type == "Bool" || type == "Swift.Bool" { return nil }
        return """
            '@Check' is for computed properties of the type 'Bool': write 'var \(property.name ?? "isValid"): Bool { … }'
            """
    }
}

/// `@Extra`: where a model keeps the keys that it does not declare.
enum ExtraMacro: PropertyAttributeMacro {
    static let attribute = PropertyAttribute.extra

    static func mistake(at property: PatternBindingSyntax, of declaration: VariableDeclSyntax) -> String? {
        let name = property.name ?? ""
        if property.isComputed || declaration.isConstant || property.initializer == nil {
            return "'@Extra' is for a variable that is empty at first: write 'var \(name): JSONObject = [:]'"
        }
        if declaration.attributes.first(.rule) != nil || declaration.attributes.first(.key) != nil {
            return "'\(name)' keeps the extra keys and is not a field: remove '@Rule' and '@Key'"
        }
        return nil
    }
}
