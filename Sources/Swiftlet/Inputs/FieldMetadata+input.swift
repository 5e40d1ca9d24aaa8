import SwiftletJSON

extension FieldMetadata {
    /// Metadata without a description or examples.
    static let none = FieldMetadata(description: nil, examples: [])

    /// Creates the metadata of an input, which has no aliases and a title derived from its name.
    init(description: String?, examples: [JSON], isDeprecated: Bool = false) {
        self.init(aliases: [], title: nil, description: description, examples: examples, isDeprecated: isDeprecated)
    }
}
