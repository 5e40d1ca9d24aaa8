/// The key of a member in a dictionary: keys are equal if their code points are.
///
/// `String` takes canonically equivalent texts for equal, such as the two ways to write `é`.
struct ExactKey: Hashable {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    static func == (first: ExactKey, second: ExactKey) -> Bool { JSONObject.same(first.text, second.text) }

    func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
