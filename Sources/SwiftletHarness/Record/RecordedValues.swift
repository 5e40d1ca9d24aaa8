import SwiftletJSON

/// A value of an answer that will be another the next time, and that a later request may use.
struct RecordedValue: Sendable {
    /// Which of the recorded answers has it.
    let entry: Int
    /// Where it stands in the expectation.
    let path: [Step]
    /// The value.
    let value: JSON
    /// The matcher that it is expected by, such as `<uuid>`.
    let matcher: String
    /// What it may be called.
    let suggestedName: String
    /// The name it is saved under, once a request uses it.
    var savedName: String?

    /// The value as a text.
    var text: String { value.string ?? value.description }

    /// Whether it is an integer that only an identifier's name tells from others.
    var isNumber: Bool { value.number != nil }

    /// The matcher that also saves the value.
    var savingMatcher: String {
        guard let savedName else { return matcher }
        return "<save \(savedName) \(matcher.dropFirst())"
    }
}

/// The values of all answers, in the order in which they came.
struct RecordedValues: Sendable {
    private(set) var values: [RecordedValue] = []

    mutating func add(_ value: RecordedValue) {
        values.append(value)
    }

    /// Finds the value that a text of a request is, among the first so many.
    ///
    /// One that is saved already is preferred to others, then one that is not in a list to one that is, then the latest.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - count: how many values are considered.
    ///   - isNumber: whether it is a number.
    ///   - name: the ``RecordedValue/suggestedName`` that the value must have; `nil` for any.
    /// - Returns: the index of the value; `nil` if there is none.
    func index(of text: String, before count: Int, isNumber: Bool, named name: String? = nil) -> Int? {
        let found = values.indices.prefix(count)
            .filter { index in
                let value = values[index]
                return value.isNumber == isNumber && value.text == text && (name == nil || value.suggestedName == name)
            }
        return found.max { rank($0) < rank($1) }
    }

    private func rank(_ index: Int) -> (Int, Int, Int) {
        let value = values[index]
        let isInList = value.path.contains { $0.memberName == nil }
        return (value.savedName == nil ? 0 : 1, isInList ? 0 : 1, index)
    }

    /// The name under which a value is saved, which it gets if it has none.
    ///
    /// - Returns: the name, and whether it is new.
    mutating func save(_ index: Int) -> (name: String, isNew: Bool) {
        if let name = values[index].savedName { return (name, false) }
        let taken = Set(values.compactMap(\.savedName))
        let base = values[index].suggestedName
        var name = base
        var number = 2
        while taken.contains(name) {
            name = "\(base)_\(number)"
            number += 1
        }
        values[index].savedName = name
        return (name, true)
    }
}
