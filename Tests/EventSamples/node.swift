package import SwiftletJSON

/// The JSON of a sample.
package func node(_ sample: Sample) throws -> JSONNode {
    try node(sample.text)
}

/// The JSON of a sample with members replaced.
package func node(_ sample: Sample, _ changes: [String: JSON?]) throws -> JSONNode {
    try node(sample.text, changes)
}

/// The JSON of text.
package func node(_ text: String) throws -> JSONNode {
    try JSONDocument(parsing: Array(text.utf8)).root
}

/// The JSON of text with members replaced, by paths such as `requestContext.stage`; `nil` removes a member.
package func node(_ text: String, _ changes: [String: JSON?]) throws -> JSONNode {
    var value = try JSON(parsing: text)
    for (path, change) in changes {
        value = replaced(value, path.split(separator: ".").map { String($0) }[...], change)
    }
    return try JSONDocument(parsing: value.bytes).root
}

private func replaced(_ value: JSON, _ path: ArraySlice<String>, _ change: JSON?) -> JSON {
    guard let name = path.first else { return value }
    var value = value
    value[name] = path.count == 1 ? change : replaced(value[name] ?? [:], path.dropFirst(), change)
    return value
}
