import SwiftletJSON

/// The list of expected values in the form of Pydantic's messages: `'a', 'b' or 3`.
struct ExpectedValues {
    let text: String

    init(_ values: [JSON]) {
        let names = values.map(\.pythonRepr)
        guard let last = names.last, names.count > 1 else {
            self.text = names.first ?? ""
            return
        }
        self.text = names.dropLast().joined(separator: ", ") + " or " + last
    }
}
