/// Extracts the inputs of an endpoint, a dependency or an event handler one by one, and collects their validation errors.
///
/// The values are passed directly to the closure. A tuple would make the runtime look up its type metadata for
/// every request.
struct InputReader {
    private let scope: RequestScope
    private let inputs: [AnyInput]
    private var validation = Validation()
    private var found: [(order: InputLocation, errors: [ValidationError])] = []
    private var count = 0

    init(_ scope: RequestScope, _ inputs: [AnyInput]) {
        self.scope = scope
        self.inputs = inputs
    }

    /// Validates inputs whose values are not used.
    ///
    /// - Throws: ``InvalidInput`` if one of them is invalid; ``errors()`` then validates the endpoint's own inputs too.
    mutating func check(_ guards: [AnyInput]) throws(InvalidInput) {
        var areValid = true
        for input in guards {
            areValid = input.check(scope, validation: &validation) && areValid
            // Like errors of dependencies, they are reported before those of the endpoint's own inputs.
            record(.dependency)
        }
        if !areValid { throw InvalidInput() }
    }

    /// Extracts the next input, which must have this type.
    ///
    /// - Throws: ``InvalidInput`` if it is invalid; ``errors()`` then validates the remaining inputs.
    mutating func next<Input: EndpointInput>(_ type: Input.Type) throws(InvalidInput) -> Input.Value {
        // The list creates one of these for each type of the pack, in order.
        let input = unsafe unsafeDowncast(inputs[count], to: TypedInput<Input>.self)
        defer { collect(from: input) }
        return try input.extract(from: scope, validation: &validation)
    }

    /// Validates the remaining inputs.
    ///
    /// - Returns: The errors of all inputs, in FastAPI's order.
    mutating func errors() -> [ValidationError] {
        for input in inputs[count...] {
            _ = input.check(scope, validation: &validation)
            collect(from: input)
        }
        // A stable sort: inputs of one kind keep their declaration order.
        return found.enumerated()
            .sorted { ($0.element.order.rawValue, $0.offset) < ($1.element.order.rawValue, $1.offset) }
            .flatMap(\.element.errors)
    }

    private mutating func collect(from input: AnyInput) {
        count += 1
        record(input.inputLocation)
    }

    private mutating func record(_ order: InputLocation) {
        if !validation.errors.isEmpty { found.append((order, validation.takeErrors())) }
    }
}
