import HTTPTypes
import Swiftlet
import SwiftletJSON

/// Requests and their answers as the fixtures of one scenario.
///
/// What an answer gives and a later request uses, such as a token or an id, is saved by the answer's expectation and named
/// in the request. No secret stands in a fixture.
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
    private var standIns = StandIns()

    /// - Parameters:
    ///   - app: the app, whose inputs say what is secret.
    ///   - shape: the shape of the events.
    ///   - variables: the app's environment: a secret that stands there is named and not replaced.
    init(_ app: App, shape: HTTPEventShape, variables: [String: String]) {
        self.app = app
        self.shape = shape
        self.variables = variables
    }

    /// How many values of answers are known: what a request that comes now can use.
    var knownValues: Int { values.values.count }

    /// Adds a request and its answer.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - answer: what the function answered: its response, or what it failed with.
    ///   - known: ``knownValues`` when the request came.
    /// - Returns: the indices of the entries that are new or have changed.
    mutating func add(_ request: Request, _ answer: JSON, known: Int) -> [Int] {
        let operation = app.operation(answering: request)
        var mask = RequestMask(
            operation: operation,
            isRefused: [401, 403].contains(answer["statusCode"]?.int),
            variables: variables,
            known: known,
            values: values,
            standIns: standIns
        )
        let masked = mask.masked(request)
        values = mask.values
        standIns = mask.standIns
        let type = request.headers[.contentType].map { MediaType.essence($0) }
        let written = (try? JSON(parsing: shape.event(for: masked))) ?? .null
        let event = mask.placeholders.fill(
            written,
            shape: shape,
            isForm: type == "application/x-www-form-urlencoded"
        )
        // Where no route says what in a path is a value, a secret might be.
        let path = operation?.route.path ?? hidden(standIns.maskingShapes(PercentCoding.decode(request.path)), tokens)
        let index = entries.count
        let saved = values.values.filter { $0.savedName != nil && $0.isNumber }
        let recorded = RecordedAnswer(answer, entry: index, resource: Names.resource(path)) { value in
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

    /// Hides secrets also where no name tells that they are: what was written before they were known, too.
    private mutating func hideSecrets() -> Set<Int> {
        var changed: Set<Int> = []
        let tokens = tokens
        let texts = tokens + standIns.secrets.filter { $0.count >= 6 }
        let identifiers = values.values.filter { $0.matcher == "<uuid>" }.map(\.text)
        for index in entries.indices {
            let entry = entries[index]
            entries[index].event = entry.event.replacingTexts { hidden($0, tokens) }
            entries[index].expectation = entry.expectation.replacingTexts { text in
                // What the app makes of a secret, or of an identifier, is another the next time.
                (texts + identifiers).contains { text.contains($0) } ? "<string>" : text
            }
            if entries[index].event != entry.event || entries[index].expectation != entry.expectation {
                changed.insert(index)
            }
        }
        return changed
    }

    /// The tokens of earlier responses that are long enough to be distinct from other words.
    private var tokens: [String] {
        values.values.filter { !$0.isNumber && $0.matcher != "<uuid>" && $0.text.count >= 16 }.map(\.text)
    }

    private func hidden(_ text: String, _ tokens: [String]) -> String {
        tokens.reduce(standIns.masking(text)) { $0.replacing($1, with: "hidden") }
    }
}

extension JSON {
    /// The same value with each of its texts replaced, but for the names of members.
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
