package import SwiftletJSON

extension Comparison {
    /// Compares two values and records differences and saved values.
    mutating func compare(_ expected: JSON, with actual: JSON, at path: ValuePath) throws(FixtureError) {
        switch (expected, actual) {
        case (.string(let text), _):
            try compare(text, with: actual, at: path)
        case (.array(let expected), .array(let actual)):
            try compare(expected, with: actual, at: path)
        case (.object(let expected), .object(let actual)):
            try compare(expected, with: actual, at: path)
        default:
            if expected != actual { record(expected, actual, at: path) }
        }
    }

    /// Compares two values without interpreting matchers and placeholders.
    package static func exact(_ expected: JSON, _ actual: JSON) -> Comparison {
        var comparison = Comparison(known: SavedValues())
        comparison.compareExactly(expected, actual, at: .root)
        return comparison
    }

    private mutating func compareExactly(_ expected: JSON, _ actual: JSON, at path: ValuePath) {
        guard case .object(let members) = expected, case .object(let others) = actual else {
            if expected != actual { record(expected, actual, at: path) }
            return
        }
        for (key, value) in members {
            if let other = others[key] {
                compareExactly(value, other, at: path.appending(key))
            } else {
                record(value, nil, at: path.appending(key))
            }
        }
        for (key, value) in others where members[key] == nil {
            record(nil, value, at: path.appending(key))
        }
    }

    mutating func record(_ expected: JSON?, _ actual: JSON?, at path: ValuePath, note: String? = nil) {
        differences.append(Difference(path, expected: expected, actual: actual, note: note))
    }

    private mutating func compare(_ text: String, with actual: JSON, at path: ValuePath) throws(FixtureError) {
        if let matcher = try Matcher(text) {
            guard matcher.matches(actual) else { return record(.string(text), actual, at: path) }
            if let name = matcher.savedName { saved[name] = matcher.part(of: actual) }
            return
        }
        // An expectation may refer to a value that it saves itself, such as an id that occurs twice.
        var values = known
        values.merge(saved)
        let expected = try Substitution(values: values).expected(text) ?? .string(text)
        if expected != actual { record(expected, actual, at: path) }
    }

    private mutating func compare(
        _ expected: [JSON],
        with actual: [JSON],
        at path: ValuePath
    ) throws(FixtureError) {
        for index in 0..<max(expected.count, actual.count) {
            let path = path.appending(index)
            if index >= actual.count {
                record(expected[index], nil, at: path)
            } else if index >= expected.count {
                record(nil, actual[index], at: path)
            } else {
                try compare(expected[index], with: actual[index], at: path)
            }
        }
    }

    private mutating func compare(
        _ expected: JSONObject,
        with actual: JSONObject,
        at path: ValuePath
    ) throws(FixtureError) {
        for (key, value) in expected {
            if let other = actual[key] {
                try compare(value, with: other, at: path.appending(key))
            } else {
                record(value, nil, at: path.appending(key))
            }
        }
        for (key, value) in actual where expected[key] == nil {
            record(nil, value, at: path.appending(key))
        }
    }
}
