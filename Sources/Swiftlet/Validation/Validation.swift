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

    /// The errors, in the order they were found; the first ``errorLimit`` of them.
    public private(set) var errors: [ValidationError] = []
    /// Where in the input we are.
    public private(set) var location: [ValidationError.Component]
    /// Whether what is being looked at must not be shown.
    private(set) var isSecret = false

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
    ///   - input: the input that was refused, secrets redacted.
    ///   - context: the figures the message was made from.
    public mutating func record(
        _ type: String,
        _ message: String,
        input: @autoclosure () -> JSON,
        context: @autoclosure () -> JSONObject? = nil
    ) {
        guard !isFull else { return }
        let shown = isSecret ? JSON.hidden : input()
        errors.append(
            ValidationError(type: type, location: location, message: message, input: shown, context: context())
        )
    }

    /// Records a refusal for a reason of the application's own, as Pydantic does for a validator that raises.
    ///
    /// - Parameters:
    ///   - reason: what is wrong, as it is to follow `Value error, `.
    ///   - input: the input that was refused, secrets redacted.
    public mutating func recordValueError(_ reason: String, input: @autoclosure () -> JSON) {
        // FastAPI writes the exception that Pydantic puts there as an empty object.
        record("value_error", "Value error, \(reason)", input: input(), context: ["error": [:]])
    }

    /// Records an error that was found elsewhere.
    public mutating func record(_ error: ValidationError) {
        guard !isFull else { return }
        errors.append(error)
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

    /// Looks at something secret: no error shows it.
    mutating func inSecret<Result>(_ body: (inout Validation) throws -> Result) rethrows -> Result {
        let wasSecret = isSecret
        isSecret = true
        defer { isSecret = wasSecret }
        return try body(&self)
    }
}

extension JSON {
    /// What stands in for a secret.
    static var hidden: JSON { .string("**********") }
}
