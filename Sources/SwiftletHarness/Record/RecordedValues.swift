import SwiftletJSON

/// The values of all responses, in order.
struct RecordedValues: Sendable {
    private(set) var values: [RecordedValue] = []

    mutating func add(_ value: RecordedValue) {
        values.append(value)
    }

    /// Finds the value that occurs in a request.
    ///
    /// Values that are already saved have priority, then values outside of lists, then the latest.
    ///
    /// - Parameters:
    ///   - text: The text of the request.
    ///   - count: The number of values to search.
    ///   - isNumber: Whether the text is a number.
    ///   - name: The required ``RecordedValue/suggestedName``; `nil` for any.
    /// - Returns: The index of the value; `nil` if there is none.
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

    /// Saves a value under a unique name, unless it is already saved.
    ///
    /// - Returns: The name, and whether it is new.
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
