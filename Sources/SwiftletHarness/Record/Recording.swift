import HTTPTypes
import Swiftlet
import SwiftletFixtures
import SwiftletJSON

/// Requests and responses, recorded as the fixtures of one scenario.
///
/// A value of a response that a later request uses, such as a token or an id, is saved by the expectation and
/// referenced in the request. Secrets are never written to a fixture.
struct Recording: Sendable {
    /// One fixture.
    struct Entry: Sendable {
        let name: String
        var event: JSON
        var expectation: JSON
    }

    private let app: App
    private let shape: HTTPEventShape
    private let variables: [String: String]
    private(set) var entries: [Entry] = []
    private var values = RecordedValues()
    private var replacements = SecretReplacements()

    /// - Parameters:
    ///   - app: The app, whose schemas mark secrets.
    ///   - shape: The shape of the events.
    ///   - variables: The app's environment. A secret that equals a variable is written as a reference to it.
    init(_ app: App, shape: HTTPEventShape, variables: [String: String]) {
        self.app = app
        self.shape = shape
        self.variables = variables
    }

    /// The number of response values that a new request may refer to.
    var knownValues: Int { values.values.count }

    /// Adds a request and its response.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - response: The function's response or error.
    ///   - known: ``knownValues`` at the time of the request.
    /// - Returns: The indices of new and changed entries.
    mutating func add(_ request: Request, _ response: JSON, known: Int) -> [Int] {
        let operation = app.operation(matching: request)
        var mask = RequestMask(
            operation: operation,
            isUnauthorized: [401, 403].contains(response["statusCode"]?.int),
            variables: variables,
            known: known,
            values: values,
            replacements: replacements
        )
        let maskedRequest = mask.masked(request)
        values = mask.values
        replacements = mask.replacements
        let type = request.headers[.contentType].map { MediaType.essence($0) }
        let written = (try? JSON(parsing: shape.event(for: maskedRequest))) ?? .null
        let event = mask.placeholders.fill(
            written,
            shape: shape,
            isForm: type == "application/x-www-form-urlencoded"
        )
        // Without a route, any path segment may be a secret.
        let path =
            operation?.route.path ?? masked(replacements.maskingFormats(PercentCoding.decode(request.path)), tokens)
        let index = entries.count
        let saved = values.values.filter { $0.savedName != nil && $0.isNumber }
        let recorded = RecordedResponse(response, entry: index, resource: Names.resource(path)) { value in
            saved.last { $0.value == value }?.savedName
        }
        for value in recorded.values {
            values.add(value)
        }
        let number = String(repeating: "0", count: max(0, 4 - "\(index + 1)".count)) + "\(index + 1)"
        let name = "\(number)-\(request.method.rawValue.lowercased())-\(Names.slug(path))"
        entries.append(Entry(name: name, event: event, expectation: recorded.expectation))
        var changed: Set<Int> = [index]
        for value in mask.newlySaved.map({ values.values[$0] }) {
            let matcher = JSON.string(value.savingMatcher)
            entries[value.entry].expectation =
                entries[value.entry].expectation.setting(matcher, at: value.path[...]) ?? matcher
            changed.insert(value.entry)
        }
        changed.formUnion(hideSecrets())
        return changed.sorted()
    }

    /// Masks known secrets in all entries, including those written before a secret was known.
    private mutating func hideSecrets() -> Set<Int> {
        var changed: Set<Int> = []
        let tokens = tokens
        let texts = tokens + replacements.secrets.filter { $0.count >= 6 }
        let identifiers = values.values.filter { $0.matcher == "<uuid>" }.map(\.text)
        for index in entries.indices {
            let entry = entries[index]
            entries[index].event = entry.event.replacingTexts { masked($0, tokens) }
            entries[index].expectation = entry.expectation.replacingTexts { text in
                // Values derived from a secret or an identifier change between runs.
                (texts + identifiers).contains { text.contains($0) } ? "<string>" : text
            }
            if entries[index].event != entry.event || entries[index].expectation != entry.expectation {
                changed.insert(index)
            }
        }
        return changed
    }

    /// The tokens of earlier responses that are too long to be ordinary words.
    private var tokens: [String] {
        values.values.filter { !$0.isNumber && $0.matcher != "<uuid>" && $0.text.count >= 16 }.map(\.text)
    }

    private func masked(_ text: String, _ tokens: [String]) -> String {
        tokens.reduce(replacements.masking(text)) { $0.replacing($1, with: "hidden") }
    }
}

extension JSON {
    /// Returns a copy with all strings replaced, except the names of members.
    func replacingTexts(_ replace: (String) -> String) -> JSON {
        switch self {
        case .string(let text): .string(replace(text))
        case .array(let elements): .array(elements.map { $0.replacingTexts(replace) })
        case .object(let members):
            .object(JSONObject(members.map { (key: $0.key, value: $0.value.replacingTexts(replace)) }))
        default: self
        }
    }
}
