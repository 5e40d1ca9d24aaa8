public import SwiftletJSON

/// The errors found so far, and the place in the input that is being looked at.
///
/// It is handed down while values are decoded: a decoder that refuses its input records why and returns `nil`, and its
/// neighbours go on.
public struct Validation: Sendable {
    /// How many errors are kept.
    ///
    /// An answer with more helps nobody, and an input can be made to have millions.
    public static let errorLimit = 1000

    /// How many bytes of inputs are shown, about; an error that comes later shows `null`.
    ///
    /// An object is shown again by each of its missing fields, and by those of the objects inside of it: a text of
    /// megabytes could be made to ask for an answer of gigabytes.
    public static let shownLimit = 4 << 20

    /// The errors, in the order they were found; the first ``errorLimit`` of them.
    public private(set) var errors: [ValidationError] = []
    /// Where in the input we are.
    public private(set) var location: [ValidationError.Component]
    /// Whether what is being looked at must not be shown.
    private(set) var isSecret = false
    /// How well the input matched so far, for the union that is being decoded.
    var quality = MatchQuality()
    /// The results of unions inside of the outermost one.
    var unionResults: UnionResultCache?
    private var shownSize = 0
    /// The size of the input that each error shows.
    private(set) var shownSizes: [Int] = []

    /// Creates an empty record.
    public init(at location: [ValidationError.Component] = []) {
        self.location = location
    }

    /// Whether no further error is kept.
    public var isFull: Bool { errors.count >= Self.errorLimit }

    /// Records an error at the current location.
    ///
    /// - Parameters:
    ///   - type: the kind of error, one of Pydantic's error types.
    ///   - message: what was expected.
    ///   - input: the input that was rejected, secrets redacted.
    ///   - context: the figures the message was made from.
    public mutating func record(
        _ type: String,
        _ message: String,
        input: @autoclosure () -> JSON,
        context: @autoclosure () -> JSONObject? = nil
    ) {
        guard !isFull else { return }
        let shown = isSecret ? JSON.hidden : shownSize < Self.shownLimit ? input() : .null
        append(
            ValidationError(type: type, location: location, message: message, input: shown, context: context()),
            size: shown.approximateSize
        )
    }

    /// Records a refusal for a reason of the application's own, as Pydantic does for a validator that raises.
    ///
    /// - Parameters:
    ///   - reason: what is wrong, as it is to follow `Value error, `.
    ///   - input: the input that was rejected, secrets redacted.
    public mutating func recordValueError(_ reason: String, input: @autoclosure () -> JSON) {
        // FastAPI writes the exception that Pydantic puts there as an empty object.
        record("value_error", "Value error, \(reason)", input: input(), context: ["error": [:]])
    }

    /// Records an error that was found elsewhere; above ``shownLimit`` its input becomes `null`.
    public mutating func record(_ error: ValidationError) {
        record(error, size: error.input.approximateSize)
    }

    /// Records an error that was found elsewhere and whose input has a known size.
    mutating func record(_ error: ValidationError, size: Int) {
        guard !isFull else { return }
        guard shownSize >= Self.shownLimit else { return append(error, size: size) }
        var error = error
        error.input = .null
        append(error, size: error.input.approximateSize)
    }

    private mutating func append(_ error: ValidationError, size: Int) {
        errors.append(error)
        shownSizes.append(size)
        shownSize += size
    }

    /// Looks at a part of the input.
    ///
    /// - Parameters:
    ///   - component: the part's name or index.
    ///   - body: does the looking; errors it records carry the longer location.
    /// - Returns: what `body` returns.
    public mutating func at<Result>(
        _ component: ValidationError.Component,
        _ body: (inout Validation) throws -> Result
    ) rethrows -> Result {
        enter(component)
        defer { leave() }
        return try body(&self)
    }

    /// Goes to a part of the input; to be followed by ``leave()``.
    mutating func enter(_ component: ValidationError.Component) {
        location.append(component)
    }

    /// Goes back to what the part belongs to.
    mutating func leave() {
        location.removeLast()
    }

    /// Looks at something secret, which no error shows; to be followed by ``restoreSecret(_:)``.
    ///
    /// - Returns: whether what it is a part of is secret already.
    mutating func markSecret() -> Bool {
        defer { isSecret = true }
        return isSecret
    }

    /// Goes back from what ``markSecret()`` began.
    mutating func restoreSecret(_ wasSecret: Bool) {
        isSecret = wasSecret
    }

    /// Notes that a value was converted, so that another member of a union may match better.
    mutating func floorExactness(_ exactness: MatchQuality.Exactness) {
        if exactness < quality.exactness { quality.exactness = exactness }
    }

    /// Discards the errors recorded since there were `count`, of members of a union another member of which matched.
    mutating func discardErrors(after count: Int) {
        shownSize -= shownSizes[count...].reduce(0, +)
        errors.removeSubrange(count...)
        shownSizes.removeSubrange(count...)
    }

    /// Replaces the errors recorded after the first `count`; the size of what is shown stays as it was counted.
    mutating func replaceErrors(after count: Int, _ replacement: ([ValidationError]) -> [ValidationError]) {
        errors.replaceSubrange(count..., with: replacement(Array(errors[count...])))
    }

    /// Takes the errors out, for the next input to begin with none.
    mutating func takeErrors() -> [ValidationError] {
        let taken = errors
        errors = []
        shownSizes = []
        shownSize = 0
        return taken
    }
}

extension JSON {
    /// What stands in for a secret.
    static var hidden: JSON { .string("**********") }

    /// The size of the JSON text in bytes, about.
    fileprivate var approximateSize: Int {
        var size = 0
        var pending = [self]
        while let value = pending.popLast() {
            switch value {
            case .null, .bool: size += 4
            case .number: size += 8
            case .string(let text): size += text.utf8.count + 2
            case .array(let elements):
                size += elements.count + 2
                pending.append(contentsOf: elements)
            case .object(let object):
                size += 2
                for (key, value) in object {
                    size += key.utf8.count + 4
                    pending.append(value)
                }
            }
        }
        return size
    }
}
