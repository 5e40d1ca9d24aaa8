import Testing

/// Returns the value of a body.
///
/// If it throws a ``TestFailure``, records an issue with its description.
///
/// - Parameters:
///   - sourceLocation: The location at which the issue is recorded.
///   - body: Creates the value.
/// - Returns: The value.
/// - Throws: `ExpectationFailedError` after recording an issue, which Swift Testing does not report again; any other error of
///   the body.
func require<Value>(at sourceLocation: SourceLocation, _ body: () throws -> Value) throws -> Value {
    do {
        return try body()
    } catch let failure as TestFailure {
        return try recorded(failure, at: sourceLocation)
    }
}

/// Returns the value of an asynchronous body.
///
/// If it throws a ``TestFailure``, records an issue with its description.
///
/// - Parameters:
///   - sourceLocation: The location at which the issue is recorded.
///   - body: Creates the value.
/// - Returns: The value.
/// - Throws: `ExpectationFailedError` after recording an issue, which Swift Testing does not report again; any other error of
///   the body.
func require<Value>(at sourceLocation: SourceLocation, _ body: () async throws -> Value) async throws -> Value {
    do {
        return try await body()
    } catch let failure as TestFailure {
        return try recorded(failure, at: sourceLocation)
    }
}

/// Records a failure as that of a required value.
private func recorded<Value>(_ failure: TestFailure, at sourceLocation: SourceLocation) throws -> Value {
    let value: Value? = nil
    return try #require(value, "\(failure)", sourceLocation: sourceLocation)
}
