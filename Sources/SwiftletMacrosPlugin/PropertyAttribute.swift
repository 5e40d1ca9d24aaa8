import SwiftSyntax

/// An attribute of a property of a model.
enum PropertyAttribute: String, CaseIterable {
    case rule = "Rule"
    case key = "Key"
    case describe = "Describe"
    case computed = "Computed"
    case check = "Check"
    case extra = "Extra"

    /// The attribute as written in source.
    var text: String { "@\(rawValue)" }
}

extension AttributeListSyntax {
    /// Returns the attributes with a name, with or without the module as a prefix.
    func named(_ name: String) -> [AttributeSyntax] {
        compactMap { element in
            guard let attribute = element.as(AttributeSyntax.self) else { return nil }
            let written = attribute.attributeName.trimmedDescription
            return written == name || written == "SwiftletMacros.\(name)" ? attribute : nil
        }
    }

    func all(_ attribute: PropertyAttribute) -> [AttributeSyntax] {
        named(attribute.rawValue)
    }

    func first(_ attribute: PropertyAttribute) -> AttributeSyntax? {
        all(attribute).first
    }
}

extension VariableDeclSyntax {
    var isConstant: Bool { bindingSpecifier.tokenKind == .keyword(.let) }
    var isStatic: Bool { modifiers.contains(.static) || modifiers.contains(.class) }
}

extension PatternBindingSyntax {
    /// The name of the property without backticks, or `nil` for a tuple pattern.
    var name: String? {
        identifier.map { $0.hasPrefix("`") ? String($0.dropFirst().dropLast()) : $0 }
    }

    /// The name as written.
    var identifier: String? {
        pattern.as(IdentifierPatternSyntax.self)?.identifier.text
    }

    /// Whether the property has a getter.
    var isComputed: Bool {
        switch accessorBlock?.accessors {
        case .getter: true
        case .accessors(let accessors):
            accessors.contains { ![.keyword(.willSet), .keyword(.didSet)].contains($0.accessorSpecifier.tokenKind) }
        case nil: false
        }
    }
}
