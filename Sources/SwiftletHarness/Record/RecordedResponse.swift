import Foundation
import Swiftlet
import SwiftletFixtures
import SwiftletJSON

/// The expectation for a recorded response, with matchers for values that change between runs.
struct RecordedResponse: Sendable {
    private(set) var expectation: JSON
    /// The values that change between runs.
    private(set) var values: [RecordedValue] = []

    private let entry: Int
    private let resource: String
    private let now: Date
    /// The decimal digits of numbers that are identifiers.
    private var identifiers: Set<String> = []
    /// Returns the name under which a value is saved, or `nil`.
    private let savedName: @Sendable (JSON) -> String?

    /// - Parameters:
    ///   - response: The function's response.
    ///   - entry: The index of the exchange.
    ///   - resource: The resource of the path, for the names of identifiers: `user`.
    ///   - now: The time of the response.
    ///   - savedName: Returns the name under which a number of an earlier response is saved.
    init(
        _ response: JSON,
        entry: Int,
        resource: String,
        now: Date = Date(),
        savedName: @escaping @Sendable (JSON) -> String?
    ) {
        self.entry = entry
        self.resource = resource
        self.now = now
        self.savedName = savedName
        expectation = Expectation.recorded(from: response)
        guard expectation["statusCode"] != nil else {
            // The error message of a failed invocation may contain a time, a source location and so on.
            if expectation["errorType"] != nil { expectation = ["errorType": "<string>", "errorMessage": "<string>"] }
            return
        }
        let original = Self.readable(response, like: expectation)
        if let body = expectation["body"], let originalBody = original["body"] {
            expectation["body"] = visit(body, originalBody, at: [.name("body")])
        }
        for group in ["headers", "multiValueHeaders"] {
            for (name, value) in expectation[group]?.object ?? [:] {
                let expected = header(name, value, at: [.name(group), .name(name)])
                expectation[group]?[name] = expected
            }
        }
        hideNonces(of: response)
        if let cookies = expectation["cookies"]?.array {
            let expected = cookies.enumerated()
                .map { index, cookie in
                    header("set-cookie", cookie, at: [.name("cookies"), .index(index)])
                }
            expectation["cookies"] = .array(expected)
        }
    }

    /// The response with its body decoded like that of the expectation.
    private static func readable(_ response: JSON, like expectation: JSON) -> JSON {
        guard expectation["body"]?.string == nil, let text = response["body"]?.string else { return response }
        var bytes = Array(text.utf8)
        if response["isBase64Encoded"] == true { bytes = Base64.decode(text) ?? bytes }
        var response = response
        response["body"] = (try? JSON(parsing: bytes)) ?? .string(text)
        return response
    }

    // MARK: - Body

    private mutating func visit(_ expected: JSON, _ original: JSON, at path: [Step]) -> JSON {
        switch (expected, original) {
        case (.object(var members), .object(let originals)):
            for (name, value) in members {
                guard let original = originals[name] else { continue }
                members[name] = visit(value, original, at: path + [.name(name)])
            }
            return .object(members)
        case (.array(let elements), .array(let originals)):
            return .array(
                zip(elements, originals).enumerated()
                    .map { index, pair in
                        visit(pair.0, pair.1, at: path + [.index(index)])
                    }
            )
        case (.string(let matcher), .string(let text)):
            if matcher != text, ["<jwt>", "<uuid>"].contains(matcher) { return offer(original, matcher, at: path) }
            let name = Self.classifyingName(of: path)
            if matcher == text, Names.isSecret(name, text), !text.isEmpty, text.contains(where: { $0 != "*" }) {
                return offer(original, "<string>", at: path)
            }
            return matcher == text && Self.containsSecret(text) ? "<string>" : expected
        case (.number(let number), .number):
            guard let integer = number.int else { return expected }
            if let name = path.last?.memberName, Names.isIdentifier(name) {
                identifiers.insert("\(integer)")
                if let saved = savedName(original) { return .string("{{\(saved)}}") }
                return offer(original, "<integer>", at: path)
            }
            if Names.isSecretNumber(Self.classifyingName(of: path), "\(integer)") { return "<integer>" }
            return isRecent(integer) ? "<integer>" : expected
        default: return expected
        }
    }

    /// The name that classifies a value: list elements use that of the list, members of an object whose name marks a secret
    /// that of the object.
    private static func classifyingName(of path: [Step]) -> String {
        path.compactMap(\.memberName).reduce("") { Names.classifying($1, in: $0) }
    }

    /// Whether a text contains a secret, independent of its name.
    private static func containsSecret(_ text: String) -> Bool {
        !SecretFormat.ranges(in: text).isEmpty || URLSecrets.areIn(text)
    }

    private mutating func offer(_ value: JSON, _ matcher: String, at path: [Step]) -> JSON {
        let name = path.last?.memberName ?? "value"
        values.append(
            RecordedValue(
                entry: entry,
                path: path,
                value: value,
                matcher: matcher,
                suggestedName: Names.suggested(name, resource: resource)
            )
        )
        return .string(matcher)
    }

    /// Whether a number is a Unix time within a day of now, in seconds or milliseconds.
    private func isRecent(_ number: Int) -> Bool {
        let seconds = now.timeIntervalSince1970
        return abs(Double(number) - seconds) < 86_400 || abs(Double(number) / 1000 - seconds) < 86_400
    }

    // MARK: - Header fields

    private mutating func header(_ name: String, _ value: JSON, at path: [Step]) -> JSON {
        if let elements = value.array {
            return .array(elements.enumerated().map { header(name, $1, at: path + [.index($0)]) })
        }
        guard let text = value.string, !text.hasPrefix("<") else { return value }
        switch name.lowercased() {
        case "set-cookie": return cookie(text, at: path)
        case "location", "content-location":
            return Self.containsSecret(text) ? "<string>" : location(text)
        case let name where Names.volatileHeaders.contains(name):
            return .string(Int(text) == nil ? "<string>" : "<regex [0-9]+>")
        default:
            return Names.isSecret(name, text) || Self.containsSecret(text) ? "<string>" : value
        }
    }

    /// Replaces the nonces of a content security policy, in the header field and in the page.
    private mutating func hideNonces(of response: JSON) {
        let headers = (response["headers"]?.object ?? [:]).map(\.value)
        let several = (response["multiValueHeaders"]?.object ?? [:]).flatMap { $0.value.array ?? [$0.value] }
        let nonces = (headers + several).compactMap(\.string)
            .flatMap { $0.matches(of: /'nonce-([^']+)'/).map { String($0.output.1) } }
        guard !nonces.isEmpty else { return }
        expectation = expectation.replacingTexts { text in
            guard nonces.contains(where: { text.contains($0) }) else { return text }
            guard text.count < 2000, text.contains("'nonce-") else { return "<string>" }
            let pattern = Set(nonces).reduce(Names.escaped(text)) { $0.replacing(Names.escaped($1), with: "[^']+") }
            return "<regex \(pattern)>"
        }
    }

    /// A matcher for a cookie's name and attributes; the value changes between runs.
    private mutating func cookie(_ text: String, at path: [Step]) -> JSON {
        let parts = text.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
        guard let equals = parts[0].firstIndex(of: "=") else { return .string(text) }
        let name = String(parts[0][..<equals])
        let value = String(parts[0][parts[0].index(after: equals)...])
        guard !value.isEmpty else { return .string(text) }
        let attributes = (parts.count > 1 ? parts[1] : "").split(separator: ";")
            .map { $0.lowercased().contains("expires=") ? " Expires=[^;]*" : Names.escaped(String($0)) }
        let pattern = ([Names.escaped(name) + "=([^;]*)"] + attributes).joined(separator: ";")
        values.append(
            RecordedValue(
                entry: entry,
                path: path,
                value: .string(value),
                matcher: "<regex \(pattern)>",
                suggestedName: Names.suggested(name, resource: resource)
            )
        )
        return .string("<regex \(pattern)>")
    }

    /// A URL, with a matcher for identifiers that may change between runs.
    private func location(_ text: String) -> JSON {
        var hasIdentifier = false
        let segments = text.split(separator: "/", omittingEmptySubsequences: false)
            .map { segment -> String in
                let text = String(segment)
                guard identifiers.contains(text) || Names.isUUID(text) else { return Names.escaped(text) }
                hasIdentifier = true
                return "[^/]+"
            }
        return .string(hasIdentifier ? "<regex \(segments.joined(separator: "/"))>" : text)
    }
}

extension Step {
    /// The name of the member, if the step leads to one.
    var memberName: String? {
        if case .name(let name) = self { name } else { nil }
    }
}
