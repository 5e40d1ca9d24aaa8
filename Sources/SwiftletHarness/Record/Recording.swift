internal import HTTPTypes
internal import Swiftlet
internal import SwiftletJSON

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
        let path = operation?.route.path ?? request.path
        let index = entries.count
        let saved = values.values.filter { $0.savedName != nil && $0.isNumber }
        let recorded = RecordedAnswer(answer, entry: index, resource: Names.resource(path)) { value in
            saved.last { $0.value == value }?.savedName
        }
        for value in recorded.values {
            values.add(value)
        }
        let number = String(repeating: "0", count: max(0, 4 - "\(index + 1)".count)) + "\(index + 1)"
        let name = "\(number)-\(request.method.rawValue.lowercased())-\(Names.slug(standIns.masking(path)))"
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
        let tokens = values.values.filter { !$0.isNumber && $0.text.count >= 16 }.map(\.text)
        for index in entries.indices {
            let entry = entries[index]
            entries[index].event = hidden(entry.event, tokens)
            entries[index].expectation = hidden(entry.expectation, tokens)
            if entries[index].event != entry.event || entries[index].expectation != entry.expectation {
                changed.insert(index)
            }
        }
        return changed
    }

    private func hidden(_ json: JSON, _ tokens: [String]) -> JSON {
        switch json {
        case .string(let text):
            var masked = standIns.masking(text)
            for token in tokens where masked.contains(token) {
                masked = masked.replacing(token, with: "hidden")
            }
            return masked == text ? json : .string(masked)
        case .array(let elements): return .array(elements.map { hidden($0, tokens) })
        case .object(let members):
            return .object(JSONObject(members.map { (key: $0.key, value: hidden($0.value, tokens)) }))
        default: return json
        }
    }
}
