import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// The `@Model` macro: conforms a struct to `Model` and generates its schema from the properties.
enum ModelMacro: ExtensionMacro, MemberMacro {
    /// Returns the extension with the conformance and the schema.
    ///
    /// Diagnoses all errors except those of the initializer.
    static func expansion(
        of node: AttributeSyntax,
        attachedTo declaration: some DeclGroupSyntax,
        providingExtensionsOf type: some TypeSyntaxProtocol,
        conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) throws -> [ExtensionDeclSyntax] {
        guard let declaration = declaration.as(StructDeclSyntax.self) else {
            context.diagnose(node, notAStruct(declaration))
            return []
        }
        if let access = declaration.modifiers.first(.private), context.lexicalContext.contains(where: \.isType) {
            context.diagnose(
                access,
                """
                '\(declaration.name.text)' is private in another type, so no extension can conform it to 'Model': declare \
                it 'fileprivate'
                """
            )
            return []
        }
        let model = ModelDeclaration(declaration, ModelOptions(node, in: context), in: context)
        guard model.isValid else { return [] }
        // `Sendable` is explicit, so that another file can add a conformance that implies it.
        let names = protocols.map { $0.trimmedDescription == "Model" ? "Swiftlet.Model" : $0.trimmedDescription }
        let conformances = names.isEmpty ? "" : ": \(names.joined(separator: ", "))"
        return [
            try ExtensionDeclSyntax("extension \(type.trimmed)\(raw: conformances)") {
                DeclSyntax(stringLiteral: model.schema)
            }
        ]
    }

    /// Returns the memberwise initializer if the struct declares other initializers, because the compiler then generates none.
    static func expansion(
        of node: AttributeSyntax,
        providingMembersOf declaration: some DeclGroupSyntax,
        conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        guard let declaration = declaration.as(StructDeclSyntax.self) else { return [] }
        let model = ModelDeclaration(declaration, ModelOptions(node, in: nil), in: nil)
        guard model.isValid, !model.initializers.isEmpty, !model.hasMemberwiseInitializer else { return [] }
        return model.memberwiseInitializer(in: context).map { [$0] } ?? []
    }

    private static func notAStruct(_ declaration: some DeclGroupSyntax) -> String {
        let name = declaration.asProtocol((any NamedDeclSyntax).self)?.name.text ?? ""
        return switch declaration.kind {
        case .enumDecl:
            """
            '@Model' can only be applied to structs, but '\(name)' is an enum: conform it to 'SchemaEnum', 'TaggedUnion' or \
            'UntaggedUnion' instead
            """
        case .classDecl: "'@Model' can only be applied to structs, but '\(name)' is a class: declare it as a struct"
        case .actorDecl: "'@Model' can only be applied to structs, but '\(name)' is an actor: declare it as a struct"
        case .protocolDecl:
            "'@Model' can only be applied to structs, but '\(name)' is a protocol: apply it to the conforming structs"
        default:
            "'@Model' can only be applied to structs"
        }
    }
}

extension Syntax {
    /// Whether the syntax is a type declaration or an extension.
    var isType: Bool { asProtocol((any DeclGroupSyntax).self) != nil }
}

extension DeclModifierListSyntax {
    /// Returns the modifier without a detail: `private`, but not `private(set)`.
    func first(_ keyword: Keyword) -> DeclModifierSyntax? {
        first { $0.name.tokenKind == .keyword(keyword) && $0.detail == nil }
    }

    func contains(_ keyword: Keyword) -> Bool {
        first(keyword) != nil
    }
}
