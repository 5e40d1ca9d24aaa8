import SwiftParser
import SwiftSyntax
import SwiftSyntaxMacros

/// A struct with the `@Model` attribute: its fields, and the other parts of the schema.
struct ModelDeclaration {
    let declaration: StructDeclSyntax
    let options: ModelOptions
    private(set) var fields: [ModelField] = []
    private(set) var computed: [ModelComputedField] = []
    private(set) var checks: [(name: String, arguments: LabeledExprListSyntax)] = []
    /// The property that stores the extra keys.
    private(set) var extra: (identifier: String, binding: PatternBindingSyntax)?
    private(set) var initializers: [InitializerDeclSyntax] = []
    /// Whether a schema can be generated.
    private(set) var isValid = true
    private let context: (any MacroExpansionContext)?

    /// Parses a declaration, and emits diagnostics if there is a context.
    init(_ declaration: StructDeclSyntax, _ options: ModelOptions, in context: (any MacroExpansionContext)?) {
        self.declaration = declaration
        self.options = options
        self.context = context
        for member in declaration.memberBlock.members {
            if let property = member.decl.as(VariableDeclSyntax.self) {
                read(property)
            } else if let initializer = member.decl.as(InitializerDeclSyntax.self) {
                initializers.append(initializer)
            } else if let conditional = member.decl.as(IfConfigDeclSyntax.self) {
                rejectProperties(in: conditional)
            }
        }
        checkKeys()
        if let extra, let argument = options.extraKeys {
            fail(argument, "'\(extra.identifier)' stores the extra keys: remove 'extraKeys:' or '@Extra'")
        }
    }

    private mutating func fail(_ node: some SyntaxProtocol, _ message: String) {
        isValid = false
        context?.diagnose(node, message)
    }

    // MARK: - Properties

    /// Emits errors for properties in a `#if` block that the schema would contain; the macro does not evaluate the condition.
    private mutating func rejectProperties(in conditional: IfConfigDeclSyntax) {
        let properties = conditional.properties
        let attributes = [PropertyAttribute.check, .computed]
            .filter { attribute in
                properties.contains { $0.attributes.first(attribute) != nil }
            }
        var unsupported = attributes.map { "'\($0.text)'" }
        if properties.contains(where: { $0.bindings.contains { !$0.isComputed } }) {
            unsupported.append("stored properties")
        }
        for name in unsupported {
            fail(conditional.poundEndif, "'@Model' does not support \(name) in '#if' blocks: write the schema by hand")
        }
        for nested in conditional.nestedBlocks { rejectProperties(in: nested) }
    }

    private mutating func read(_ property: VariableDeclSyntax) {
        if property.isStatic { return }
        for conditional in property.attributes.compactMap({ $0.as(IfConfigDeclSyntax.self) }) {
            for attribute in conditional.propertyAttributes {
                fail(
                    conditional.poundEndif,
                    "'@Model' does not support '\(attribute.text)' in '#if' blocks: write the schema by hand"
                )
            }
        }
        if let lazy = property.modifiers.first(.lazy) {
            return fail(lazy, "A lazy property cannot be a field: remove 'lazy', or make the property computed")
        }
        // In `var a, b: Int`, both properties have the type.
        var type: TypeSyntax?
        var bindings: [(binding: PatternBindingSyntax, type: TypeSyntax?)] = []
        for binding in property.bindings.reversed() {
            if binding.initializer != nil { type = nil }
            type = binding.typeAnnotation?.type.trimmed ?? type
            bindings.insert((binding, type), at: 0)
        }
        for (binding, type) in bindings {
            read(binding, type, of: property)
        }
    }

    private mutating func read(_ binding: PatternBindingSyntax, _ type: TypeSyntax?, of property: VariableDeclSyntax) {
        guard let name = binding.name, let identifier = binding.identifier else {
            if binding.isComputed { return }
            return fail(binding.pattern, "A tuple pattern cannot be a field: declare each property separately")
        }
        let attributes = property.attributes
        if attributes.first(.computed) != nil {
            let key = key(of: name, property)
            computed.append(
                ModelComputedField(declaration: property, binding: binding, identifier: identifier, key: key)
            )
            // A stored property without a value would be missing from the initializer.
            if !binding.isComputed, binding.initializer == nil { isValid = false }
        }
        if binding.isComputed, let check = attributes.first(.check) {
            checks.append((identifier, check.labeledArguments))
        }
        if binding.isComputed || attributes.first(.computed) != nil { return }
        if property.isConstant, binding.initializer != nil { return }
        if let attribute = attributes.first(.extra) {
            if extra != nil {
                fail(attribute, "Only one property can store the extra keys: remove the second '@Extra'")
            }
            extra = (identifier, binding)
            return
        }
        if let access = property.modifiers.first(.private) ?? property.modifiers.first(.fileprivate) {
            let text = access.name.text
            return fail(
                access,
                """
                '\(name)' is \(text), which restricts the memberwise initializer of '\(declaration.name.text)': remove \
                '\(text)', or write the schema by hand
                """
            )
        }
        if let value = binding.initializer?.value, value.changesAtEachEvaluation(as: type) {
            return fail(
                value,
                """
                The default value of a field is evaluated once, so '\(value.trimmedDescription)' would be the same for \
                every '\(declaration.name.text)': make the property optional, and set it after decoding
                """
            )
        }
        let key = key(of: name, property)
        fields.append(
            ModelField(declaration: property, binding: binding, type: type, identifier: identifier, key: key)
        )
    }

    // MARK: - Keys

    private mutating func key(of name: String, _ property: VariableDeclSyntax) -> String {
        guard let attribute = property.attributes.first(.key),
            let argument = attribute.labeledArguments.first(where: { $0.label == nil })
        else { return options.naming?.key(for: name) ?? name }
        if options.naming == nil {
            fail(
                attribute,
                "The custom naming strategy would also convert the key: remove '@Key', or handle the key in the strategy"
            )
        }
        guard let literal = argument.expression.as(StringLiteralExprSyntax.self),
            let value = literal.representedLiteralValue
        else {
            fail(argument, "A key must be a string literal, such as '@Key(\"name\")'")
            return name
        }
        return value
    }

    private mutating func checkKeys() {
        // The keys that a custom naming strategy produces are unknown.
        if options.naming == nil { return }
        var owners: [String: String] = [:]
        let all =
            fields.map { ($0.key, $0.identifier, $0.binding) } + computed.map { ($0.key, $0.identifier, $0.binding) }
        for (key, identifier, binding) in all {
            if let owner = owners[key] {
                fail(
                    binding.pattern,
                    "'\(identifier)' and '\(owner)' have the same key '\(key)': change one of them with '@Key(\"…\")'"
                )
            }
            owners[key] = identifier
        }
    }
}
