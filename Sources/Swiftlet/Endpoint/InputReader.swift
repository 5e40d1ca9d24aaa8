/// Extracts the inputs of an endpoint one after the other, and collects what is wrong with them.
///
/// The values go straight to the endpoint's closure: a tuple of them would have the runtime search for its type at every
/// request.
struct InputReader {
    private let scope: RequestScope
    private var validation = Validation()
    private var found: [(order: InputOrder, errors: [ValidationError])] = []
    private var count = 0

    init(_ scope: RequestScope) {
        self.scope = scope
    }

    /// Extracts the next input.
    ///
    /// - Throws: ``InvalidInput`` if it has no value; then ``errors(ofRest:)`` looks at those behind it.
    mutating func next<Input: EndpointInput>(_ input: Input) throws(InvalidInput) -> Input.Value {
        let value = input.extract(scope, &validation)
        collect(from: input)
        guard let value else { throw InvalidInput() }
        return value
    }

    /// Looks for errors in the inputs that were not reached.
    ///
    /// - Parameter inputs: all inputs.
    /// - Returns: the errors of all, in FastAPI's order.
    mutating func errors(ofRest inputs: [any EndpointInput]) -> [ValidationError] {
        for input in inputs[count...] { input.check(with: &self) }
        // A stable sort: inputs of one kind keep the order in which they were declared.
        return found.enumerated()
            .sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }
            .flatMap(\.element.errors)
    }

    fileprivate mutating func check(_ input: some EndpointInput) {
        _ = input.extract(scope, &validation)
        collect(from: input)
    }

    private mutating func collect(from input: some EndpointInput) {
        count += 1
        if !validation.errors.isEmpty { found.append((input.errorOrder, validation.takeErrors())) }
    }
}

extension EndpointInput {
    fileprivate func check(with reader: inout InputReader) {
        reader.check(self)
    }
}

/// Says that an input has no value because an error about it was recorded.
struct InvalidInput: Error {}
