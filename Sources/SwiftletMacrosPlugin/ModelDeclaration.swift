import SwiftParser
import SwiftSyntax
import SwiftSyntaxMacros

/// A struct with `@Model`: its fields, and all else that the schema needs.
struct ModelDeclaration {
    let declaration: StructDeclSyntax
    let options: ModelOptions
    private(set) var fields: [ModelField] = []
    private(set) var computed: [ModelComputedField] = []
    private(set) var checks: [(name: String, arguments: LabeledExprListSyntax)] = []
    /// The property that keeps the extra keys, with its type.
    private(set) var extra: (identifier: String, binding: PatternBindingSyntax)?
    private(set) var initializers: [InitializerDeclSyntax] = []
    /// Whether a schema can be made.
    private(set) var isValid = true
    private let context: (any MacroExpansionContext)?

    /// Reads a declaration, and reports what is wrong with it if there is a context.
    init(_ declaration: StructDeclSyntax, _ options: ModelOptions, in context: (any MacroExpansionContext)?) {
        self.declaration = declaration
        self.options = options
        self.context = context
        for member in declaration.memberBlock.members {
            if let property = member.decl.as(VariableDeclSyntax.self) {
                read(property)
            } else if let initializer = member.decl.as(InitializerDeclSyntax.self) {
                initializers.append(initializer)
            } else if let conditional = member.decl.as(IfConfigDeclSyntax.self), conditional.declaresStoredProperties {
                fail(
                    conditional.poundEndif,
                    "'@Model' does not read what is between '#if' and '#endif': write the schema by hand"
                )
            }
        }
        checkKeys()
        if let extra, let argument = options.extraKeys {
            fail(argument, "'\(extra.identifier)' keeps the extra keys: remove 'extraKeys:' or '@Extra'")
        }
    }

    private mutating func fail(_ node: some SyntaxProtocol, _ message: String) {
        isValid = false
        context?.diagnose(node, message)
    }

    // MARK: - Properties

    private mutating func read(_ property: VariableDeclSyntax) {
        if property.isStatic { return }
        if let lazy = property.modifiers.first(.lazy) {
            return fail(lazy, "A lazy property cannot be a field: remove 'lazy', or make the property computed")
        }
        // In `var a, b: Int`, the type is that of both.
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
            return fail(binding.pattern, "A tuple cannot be a field: declare each property on a line of its own")
        }
        let attributes = property.attributes
        if attributes.first(.computed) != nil {
            let key = key(of: name, property)
            computed.append(
                ModelComputedField(declaration: property, binding: binding, identifier: identifier, key: key)
            )
            // What is stored and has no value would be missing in the initializer.
            if !binding.isComputed, binding.initializer == nil { isValid = false }
            return
        }
        if binding.isComputed {
            if let check = attributes.first(.check) { checks.append((identifier, check.labeledArguments)) }
            return
        }
        if property.isConstant, binding.initializer != nil { return }
        if let attribute = attributes.first(.extra) {
            if extra != nil { fail(attribute, "Only one property can keep the extra keys: remove the second '@Extra'") }
            extra = (identifier, binding)
            return
        }
        if let access = property.modifiers.first(.private) ?? property.modifiers.first(.fileprivate) {
            let text = access.name.text
            return fail(
                access,
                """
                '\(name)' is \(text), so no other file could make a '\(declaration.name.text)': remove '\(text)', or write \
                the schema by hand
                """
            )
        }
        if let value = binding.initializer?.value, value.changesAtEachEvaluation {
            return fail(
                value,
                """
                The default value of a field is determined once, so '\(value.trimmedDescription)' would be the same for \
                every '\(declaration.name.text)': make the property optional, and set it where it is used
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
                "'naming:' would change the key as well: remove '@Key', or make the exception in the naming rule"
            )
        }
        guard let literal = argument.expression.as(StringLiteralExprSyntax.self),
            let value = literal.representedLiteralValue
        else {
            fail(argument, "A key is read at compile time: write it as a string literal, such as '@Key(\"name\")'")
            return name
        }
        return value
    }

    private mutating func checkKeys() {
        // Without the naming rule the keys are not known.
        if options.naming == nil { return }
        var owners: [String: String] = [:]
        let all =
            fields.map { ($0.key, $0.identifier, $0.binding) } + computed.map { ($0.key, $0.identifier, $0.binding) }
        for (key, identifier, binding) in all {
            if let owner = owners[key] {
                fail(
                    binding.pattern,
                    "'\(identifier)' has the key '\(key)', as '\(owner)' has: give one of them another with '@Key(\"…\")'"
                )
            }
            owners[key] = identifier
        }
    }
}

extension IfConfigDeclSyntax {
    fileprivate var declaresStoredProperties: Bool {
        clauses.contains { clause in
            guard case .decls(let members) = clause.elements else { return false }
            return members.contains { member in
                guard let property = member.decl.as(VariableDeclSyntax.self) else { return false }
                return !property.isStatic && property.bindings.contains { !$0.isComputed }
            }
        }
    }
}

extension ExprSyntax {
    /// Whether the expression is one of those known to have another value each time: `UUID()`, `Date()`, `.now`, `Int.random(…)`.
    fileprivate var changesAtEachEvaluation: Bool {
        let isChanging = ["now", "random", "randomElement"]
        if let call = self.as(FunctionCallExprSyntax.self) {
            let called = call.calledExpression.trimmedDescription.split(separator: ".").last.map(String.init) ?? ""
            if isChanging.contains(called) { return true }
            return call.arguments.isEmpty && ["UUID", "Date", "init"].contains(called) && call.trailingClosure == nil
        }
        guard let member = self.as(MemberAccessExprSyntax.self) else { return false }
        return isChanging.contains(member.declName.baseName.text)
    }
}
