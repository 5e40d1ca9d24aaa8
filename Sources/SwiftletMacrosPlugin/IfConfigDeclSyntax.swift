import SwiftSyntax

extension IfConfigDeclSyntax {
    /// The instance properties in all clauses of the block, without those in nested blocks.
    var properties: [VariableDeclSyntax] {
        members.compactMap { $0.as(VariableDeclSyntax.self) }.filter { !$0.isStatic }
    }

    /// The `#if` blocks between the declarations of the block.
    var nestedBlocks: [IfConfigDeclSyntax] {
        members.compactMap { $0.as(IfConfigDeclSyntax.self) }
    }

    /// The attributes for `@Model` in a block between the attributes of a property, including those in nested blocks.
    var propertyAttributes: [PropertyAttribute] {
        clauses.flatMap { clause -> [PropertyAttribute] in
            guard case .attributes(let attributes) = clause.elements else { return [] }
            let nested = attributes.compactMap { $0.as(IfConfigDeclSyntax.self) }.flatMap(\.propertyAttributes)
            return PropertyAttribute.allCases.filter { attributes.first($0) != nil } + nested
        }
    }

    private var members: [DeclSyntax] {
        clauses.flatMap { clause -> [DeclSyntax] in
            guard case .decls(let members) = clause.elements else { return [] }
            return members.map(\.decl)
        }
    }
}
