import SwiftletJSON

extension FieldNotes {
    /// The notes of an input that has nothing to say.
    static let none = FieldNotes(description: nil, examples: [])

    /// The notes of an input, which has one name and a title made from it.
    init(description: String?, examples: [JSON], isDeprecated: Bool = false) {
        self.init(aliases: [], title: nil, description: description, examples: examples, isDeprecated: isDeprecated)
    }
}
