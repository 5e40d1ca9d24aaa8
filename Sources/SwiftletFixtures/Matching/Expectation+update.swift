public import SwiftletJSON

extension Expectation {
    /// Updates the expectation from a response, keeping the matchers and placeholders that still match.
    ///
    /// Members keep their order. A JSON body is written as JSON, unless the expectation has a string.
    ///
    /// - Parameters:
    ///   - actual: The response.
    ///   - saved: The values saved by earlier events.
    /// - Returns: The expectation for the file.
    public func updated(from actual: JSON, saved: SavedValues = SavedValues()) -> JSON {
        var response = Self.readable(actual, like: json)
        // Default values are omitted if they were omitted before.
        if json["isBase64Encoded"] == nil, response["isBase64Encoded"] == false { response["isBase64Encoded"] = nil }
        if isFailure, json["stackTrace"] == nil { response["stackTrace"] = nil }
        return Self.merge(json, with: response, saved: saved)
    }

    /// Creates an expectation from a response, with matchers for values that change between runs: tokens, UUIDs, and times
    /// within a day of now.
    public static func recorded(from actual: JSON) -> JSON {
        var response = readable(actual, like: nil)
        if response["errorType"] != nil { response["stackTrace"] = nil }
        return generalized(response)
    }

    /// The response with its JSON body parsed, unless the expectation has it as a string.
    private static func readable(_ actual: JSON, like expected: JSON?) -> JSON {
        guard let response = actual.object, response["statusCode"] != nil else { return actual }
        if let expectedBody = expected?["body"]?.string, (try? Matcher(expectedBody)) == nil { return actual }
        guard let body = NormalizedResponse(response).jsonContainer else { return actual }
        var readable = response
        readable["body"] = body
        return .object(readable)
    }

    private static func merge(_ expected: JSON, with actual: JSON, saved: SavedValues) -> JSON {
        switch (expected, actual) {
        case (.array(let expected), .array(let actual)):
            return .array(
                actual.enumerated()
                    .map { index, value in
                        index < expected.count ? merge(expected[index], with: value, saved: saved) : generalized(value)
                    }
            )
        case (.object(let expected), .object(let actual)):
            return .object(merge(expected, with: actual, saved: saved))
        case (.string(let text), _):
            let holds = try? Expectation(expected).compare(actual, saved: saved).isMatch
            return holds == true || text == actual.string ? expected : generalized(actual)
        default:
            return expected == actual ? expected : generalized(actual)
        }
    }

    private static func merge(_ expected: JSONObject, with actual: JSONObject, saved: SavedValues) -> JSONObject {
        var actualKeys: [String: String] = [:]
        for key in actual.keys {
            actualKeys[key.lowercased()] = key
        }
        var merged = JSONObject()
        var used: Set<String> = []
        for (key, value) in expected {
            // Header names are compared ignoring case; other keys rarely differ only in case.
            guard let actualKey = actual[key] == nil ? actualKeys[key.lowercased()] : key, let other = actual[actualKey]
            else { continue }
            used.insert(actualKey)
            merged[actualKey] = merge(value, with: other, saved: saved)
        }
        for (key, value) in actual where !used.contains(key) {
            merged[key] = generalized(value)
        }
        return merged
    }

    private static func generalized(_ value: JSON) -> JSON {
        switch value {
        case .string(let text):
            if CompactToken.isToken(text) { return "<jwt>" }
            if Matcher.isUUID(text) { return "<uuid>" }
            if Timestamp.isRecent(text) { return "<timestamp>" }
            return Matcher.isMatcherSyntax(text) ? .string("<literal \(text)>") : value
        case .array(let elements): return .array(elements.map(generalized))
        case .object(let object):
            return .object(JSONObject(object.map { (key: $0.key, value: generalized($0.value)) }))
        default: return value
        }
    }
}
