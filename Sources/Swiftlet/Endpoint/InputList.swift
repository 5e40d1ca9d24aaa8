/// The inputs of an endpoint, a dependency or an event handler.
struct InputList: Sendable {
    let inputs: [any EndpointInput]
    private let readers: [AnyInput]
    private let prepared: [AnyInput]

    init<each Input: EndpointInput>(_ input: repeat each Input) {
        var inputs: [any EndpointInput] = []
        var readers: [AnyInput] = []
        for input in repeat each input {
            inputs.append(input)
            readers.append(TypedInput(input))
        }
        self.inputs = inputs
        self.readers = readers
        self.prepared = readers.filter { $0.needsPreparation }
    }

    /// Prepares the guards and the inputs, and returns a reader of the inputs' values.
    ///
    /// - Throws: An error that determines the response immediately.
    func reader(for scope: RequestScope, guards: [AnyInput] = []) async throws -> InputReader {
        for (index, input) in guards.enumerated() where input.needsPreparation {
            if input.isGate, index > 0 { try check(Array(guards[..<index]), in: scope) }
            try await input.prepare(scope)
        }
        for input in prepared {
            try await input.prepare(scope)
        }
        return InputReader(scope, readers)
    }

    /// Validates the guards before a gate, which responds only to requests that these accept.
    ///
    /// - Throws: ``RequestValidationFailure`` if one of them is invalid.
    private func check(_ guards: [AnyInput], in scope: RequestScope) throws {
        var reader = InputReader(scope, [])
        do {
            try reader.check(guards)
        } catch {
            throw RequestValidationFailure(scope.errors + reader.errors())
        }
    }
}
