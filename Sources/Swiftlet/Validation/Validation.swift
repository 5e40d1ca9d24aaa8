public import SwiftletJSON

/// Collects validation errors, and tracks the current location in the input.
///
/// It is passed to each decoder. A decoder that rejects its input records an error and returns `nil`; decoding of the other
/// values continues.
public struct Validation: Sendable {
    /// The maximum number of recorded errors; further errors are dropped.
    ///
    /// A longer response would not help the client, and a malicious input could cause millions of errors.
    static let errorLimit = 1000

    /// The approximate total size of the inputs in errors, in bytes; the input of later errors is `null`.
    ///
    /// The error of each missing field includes the object, as do those of nested objects. Without a limit, a request of a few
    /// megabytes could cause a response of gigabytes.
    static let inputSizeLimit = 4 << 20

    /// The first `errorLimit` errors, in the order in which they were recorded.
    public private(set) var errors: [ValidationError] = []
    /// The current location in the input.
    public private(set) var location: [ValidationError.Component]
    /// Whether the current value is secret and must be redacted in errors.
    private(set) var isSecret = false
    /// How well the input has matched so far, for the union being decoded.
    var quality = MatchQuality()
    /// The cached results of nested unions, or `nil` outside of a union.
    var unionResults: UnionResultCache?
    private var totalInputSize = 0
    /// The size of the input of each error, in bytes.
    private(set) var inputSizes: [Int] = []

    /// Creates a validation without errors.
    public init(at location: [ValidationError.Component] = []) {
        self.location = location
    }

    /// Whether `errorLimit` has been reached.
    var isFull: Bool { errors.count >= Self.errorLimit }

    /// Records an error at the current location.
    ///
    /// - Parameters:
    ///   - type: The type of the error, one of Pydantic's error types.
    ///   - message: The error message.
    ///   - input: The rejected input, with secrets redacted.
    ///   - context: The parameters of the message.
    public mutating func record(
        _ type: String,
        _ message: String,
        input: @autoclosure () -> JSON,
        context: @autoclosure () -> JSONObject? = nil
    ) {
        guard !isFull else { return }
        let shown = isSecret ? JSON.masked : totalInputSize < Self.inputSizeLimit ? input() : .null
        append(
            ValidationError(type: type, location: location, message: message, input: shown, context: context()),
            size: shown.approximateSize
        )
    }

    /// Records an application-specific error, as Pydantic does for a validator that raises `ValueError`.
    ///
    /// - Parameters:
    ///   - reason: The reason, which follows `Value error, ` in the message.
    ///   - input: The rejected input, with secrets redacted.
    public mutating func recordValueError(_ reason: String, input: @autoclosure () -> JSON) {
        // FastAPI serializes the exception in Pydantic's context as an empty object.
        record("value_error", "Value error, \(reason)", input: input(), context: ["error": [:]])
    }

    /// Records an existing error.
    ///
    /// Its input becomes `null` if `inputSizeLimit` is exceeded.
    public mutating func record(_ error: ValidationError) {
        record(error, size: error.input.approximateSize)
    }

    /// Records an existing error whose input has a known size in bytes.
    mutating func record(_ error: ValidationError, size: Int) {
        guard !isFull else { return }
        guard totalInputSize >= Self.inputSizeLimit else { return append(error, size: size) }
        var error = error
        error.input = .null
        append(error, size: error.input.approximateSize)
    }

    private mutating func append(_ error: ValidationError, size: Int) {
        errors.append(error)
        inputSizes.append(size)
        totalInputSize += size
    }

    /// Validates a part of the input.
    ///
    /// - Parameters:
    ///   - component: The name or index of the part.
    ///   - body: Validates the part. The locations of its errors include `component`.
    /// - Returns: The result of `body`.
    public mutating func at<Result>(
        _ component: ValidationError.Component,
        _ body: (inout Validation) throws -> Result
    ) rethrows -> Result {
        enter(component)
        defer { leave() }
        return try body(&self)
    }

    /// Appends a component to the location.
    ///
    /// Balance with ``leave()``.
    mutating func enter(_ component: ValidationError.Component) {
        location.append(component)
    }

    /// Removes the last component of the location.
    mutating func leave() {
        location.removeLast()
    }

    /// Marks the current value as secret, so that errors do not include it.
    ///
    /// Balance with ``restoreSecret(_:)``.
    ///
    /// - Returns: Whether the enclosing value is already secret.
    mutating func markSecret() -> Bool {
        defer { isSecret = true }
        return isSecret
    }

    /// Restores the state from before ``markSecret()``.
    mutating func restoreSecret(_ wasSecret: Bool) {
        isSecret = wasSecret
    }

    /// Lowers the exactness of the match after a conversion, so that another member of a union can match better.
    mutating func floorExactness(_ exactness: MatchQuality.Exactness) {
        if exactness < quality.exactness { quality.exactness = exactness }
    }

    /// Discards the errors after the first `count`: those of union members that did not match.
    mutating func discardErrors(after count: Int) {
        totalInputSize -= inputSizes[count...].reduce(0, +)
        errors.removeSubrange(count...)
        inputSizes.removeSubrange(count...)
    }

    /// Replaces the errors after the first `count`.
    ///
    /// The recorded input sizes are not updated.
    mutating func replaceErrors(after count: Int, _ replacement: ([ValidationError]) -> [ValidationError]) {
        errors.replaceSubrange(count..., with: replacement(Array(errors[count...])))
    }

    /// Returns the errors and removes them, so that the next input starts without errors.
    mutating func takeErrors() -> [ValidationError] {
        let recorded = errors
        errors = []
        inputSizes = []
        totalInputSize = 0
        return recorded
    }
}

extension JSON {
    /// The placeholder for a redacted secret.
    static var masked: JSON { .string("**********") }

    /// The approximate size of the encoded JSON, in bytes.
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
