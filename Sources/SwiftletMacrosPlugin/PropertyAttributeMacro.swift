import SwiftSyntax
import SwiftSyntaxMacros

/// An attribute of a property for `@Model`, which expands to nothing and diagnoses uses without an effect.
protocol PropertyAttributeMacro: PeerMacro {
    static var attribute: PropertyAttribute { get }

    /// Returns an error message if the attribute cannot be applied to the property of a model.
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
            return "'\(text)' can only be applied to properties of a model"
        }
        guard let model = context.lexicalContext.first?.as(StructDeclSyntax.self),
            !model.attributes.named("Model").isEmpty
        else {
            return "'\(text)' has no effect outside a model: add '@Model' to the struct"
        }
        if variable.isStatic {
            let name = property.name ?? ""
            return """
                '\(text)' can only be applied to instance properties, but '\(name)' is static: remove '\(text)' or 'static'
                """
        }
        return mistake(at: property, of: variable)
    }

    /// Returns an error message if the property is not a field.
    static func mistakeAtField(_ property: PatternBindingSyntax, of declaration: VariableDeclSyntax) -> String? {
        let name = property.name ?? ""
        if property.isComputed {
            let text = attribute.text
            return "'\(text)' can only be applied to stored properties, but '\(name)' is computed: remove '\(text)'"
        }
        if declaration.isConstant, property.initializer != nil {
            return "'\(name)' is a constant, which inputs cannot set: use 'var' for a field with a default value"
        }
        return nil
    }

    /// Returns an error message if the property is neither a field nor a computed field.
    static func mistakeAtAnyField(_ property: PatternBindingSyntax, of declaration: VariableDeclSyntax) -> String? {
        if declaration.attributes.first(.computed) != nil { return nil }
        let name = property.name ?? ""
        if property.isComputed {
            return "'\(name)' is computed and therefore not a field: add '@Computed' to include it in responses"
        }
        if declaration.isConstant, property.initializer != nil {
            return """
                '\(name)' is a constant, which inputs cannot set: use 'var' for a field with a default value, or add \
                '@Computed' to include it in responses
                """
        }
        return nil
    }
}

/// `@Rule`: the constraints of a field.
enum RuleMacro: PropertyAttributeMacro {
    static let attribute = PropertyAttribute.rule

    static func mistake(at property: PatternBindingSyntax, of declaration: VariableDeclSyntax) -> String? {
        mistakeAtField(property, of: declaration)
    }
}

/// `@Key`: the key and the aliases of a field.
enum KeyMacro: PropertyAttributeMacro {
    static let attribute = PropertyAttribute.key

    static func mistake(at property: PatternBindingSyntax, of declaration: VariableDeclSyntax) -> String? {
        mistakeAtAnyField(property, of: declaration)
    }
}

/// `@Describe`: the documentation of a field.
enum DescribeMacro: PropertyAttributeMacro {
    static let attribute = PropertyAttribute.describe

    static func mistake(at property: PatternBindingSyntax, of declaration: VariableDeclSyntax) -> String? {
        mistakeAtAnyField(property, of: declaration)
    }
}

/// `@Computed`: an output-only field.
enum ComputedMacro: PropertyAttributeMacro {
    static let attribute = PropertyAttribute.computed

    static func mistake(at property: PatternBindingSyntax, of declaration: VariableDeclSyntax) -> String? {
        let name = property.name ?? ""
        if declaration.attributes.first(.rule) != nil {
            return "'\(name)' is '@Computed', so inputs cannot set it: remove '@Rule' or '@Computed'"
        }
        if !property.isComputed, property.initializer == nil {
            return "'\(name)' is '@Computed', so inputs cannot set it: add a getter or a value"
        }
        return nil
    }
}

/// `@Check`: a constraint on the whole model.
enum CheckMacro: PropertyAttributeMacro {
    static let attribute = PropertyAttribute.check

    static func mistake(at property: PatternBindingSyntax, of declaration: VariableDeclSyntax) -> String? {
        let type = property.typeAnnotation?.type.trimmedDescription
        if property.isComputed, type == "Bool" || type == "Swift.Bool" { return nil }
        return """
            '@Check' can only be applied to computed properties of type 'Bool': write \
            'var \(property.name ?? "isValid"): Bool { … }'
            """
    }
}

/// `@Extra`: the property that stores the extra keys.
enum ExtraMacro: PropertyAttributeMacro {
    static let attribute = PropertyAttribute.extra

    static func mistake(at property: PatternBindingSyntax, of declaration: VariableDeclSyntax) -> String? {
        let name = property.name ?? ""
        if property.isComputed || declaration.isConstant || property.initializer == nil {
            return "'@Extra' requires a stored variable with an initial value: write 'var \(name): JSONObject = [:]'"
        }
        if declaration.attributes.first(.rule) != nil || declaration.attributes.first(.key) != nil {
            return "'\(name)' stores the extra keys and is not a field: remove '@Rule' and '@Key'"
        }
        return nil
    }
}
