import SwiftletJSON

/// The models of a ``TaggedUnion`` and the name of the tag.
public struct Variants<Union: Sendable>: Sendable {
    let tag: String
    let variants: [Variant<Union>]

    /// Creates a list of variants.
    ///
    /// - Parameters:
    ///   - tag: The name of the member that contains the tag.
    ///   - variants: The variants, each with a unique tag value.
    public init(tag: String, _ variants: Variant<Union>...) {
        precondition(Set(variants.map(\.name)).count == variants.count, "Duplicate variant tag in \(Union.self).")
        self.tag = tag
        self.variants = variants
    }
}

extension Variants {
    func decode(_ input: InputValue, shown: () -> JSON, validation: inout Validation) -> Union? {
        guard input.isObject else {
            validation.record(
                "model_attributes_type",
                "Input should be a valid dictionary or object to extract fields from",
                input: shown()
            )
            return nil
        }
        let discriminator = JSON.string(tag.pythonRepr)
        guard let given = input[tag] else {
            validation.record(
                "union_tag_not_found",
                "Unable to extract tag using discriminator \(tag.pythonRepr)",
                input: shown(),
                context: ["discriminator": discriminator]
            )
            return nil
        }
        guard let name = given.string, let variant = variants.first(where: { $0.name.utf8Equals(name) }) else {
            let shownTag = validation.isSecret ? JSON.masked.pythonRepr : given.string ?? given.json.pythonRepr
            let expected = variants.map(\.name.pythonRepr).joined(separator: ", ")
            validation.record(
                "union_tag_invalid",
                "Input tag '\(shownTag)' found using \(tag.pythonRepr) does not match any of the expected tags: "
                    + expected,
                input: shown(),
                context: [
                    "discriminator": discriminator, "tag": .string(shownTag), "expected_tags": .string(expected),
                ]
            )
            return nil
        }
        return validation.at(.name(name)) { variant.decode(input, tag, &$0) }
    }
}
