import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@Model`: makes a struct conform to `Model`, with the schema that its properties describe.
enum ModelMacro: ExtensionMacro, MemberMacro {
    /// The extension with the conformance and the schema.
    ///
    /// All errors are diagnosed here, except those of the initializer.
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
                '\(declaration.name.text)' is private in another type, so no extension can conform it to 'Model': write \
                'fileprivate'
                """
            )
            return []
        }
        let model = ModelDeclaration(declaration, ModelOptions(node, in: context), in: context)
        guard model.isValid else { return [] }
        // `Sendable` is named, so that another file can add a conformance which implies it.
        let names = protocols.map { $0.trimmedDescription == "Model" ? "Swiftlet.Model" : $0.trimmedDescription }
        let conformances = names.isEmpty ? "" : ": \(names.joined(separator: ", "))"
        return [
            try ExtensionDeclSyntax("extension \(type.trimmed)\(raw: conformances)") {
                DeclSyntax(stringLiteral: model.schema)
            }
        ]
    }

    /// The memberwise initializer, where the struct has another one and therefore none of the compiler's.
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
            '@Model' is for structs, and '\(name)' is an enumeration: conform it to 'SchemaEnum', 'TaggedUnion' or \
            'UntaggedUnion' instead
            """
        case .classDecl: "'@Model' is for structs, and '\(name)' is a class: write 'struct \(name)'"
        case .actorDecl: "'@Model' is for structs, and '\(name)' is an actor: write 'struct \(name)'"
        case .protocolDecl:
            "'@Model' is for structs, and '\(name)' is a protocol: write '@Model' in front of the structs that conform to it"
        default:
            "'@Model' is for structs: write it in front of the declaration of one"
        }
    }
}

extension Syntax {
    /// Whether the syntax is a type or an extension of one.
    var isType: Bool { asProtocol((any DeclGroupSyntax).self) != nil }
}

extension DeclModifierListSyntax {
    /// The modifier of a keyword alone: for `private`, not `private(set)`.
    func first(_ keyword: Keyword) -> DeclModifierSyntax? {
        first { $0.name.tokenKind == .keyword(keyword) && $0.detail == nil }
    }

    func contains(_ keyword: Keyword) -> Bool {
        first(keyword) != nil
    }
}
