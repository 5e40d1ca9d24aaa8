/// Extracts the inputs of an endpoint one by one, and collects their validation errors.
///
/// The values are passed directly to the endpoint's closure. A tuple would make the runtime look up its type metadata for
/// every request.
struct InputReader {
    private let scope: RequestScope
    private let inputs: [AnyInput]
    private var validation = Validation()
    private var found: [(order: InputOrder, errors: [ValidationError])] = []
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
            areValid = input.check(scope, &validation) && areValid
            // Like errors of dependencies, they are reported before those of the endpoint's own inputs.
            record(.dependency)
        }
        if !areValid { throw InvalidInput() }
    }

    /// Extracts the next input, which must have this type.
    ///
    /// - Throws: ``InvalidInput`` if it is invalid; ``errors()`` then validates the remaining inputs.
    mutating func next<Input: EndpointInput>(_ type: Input.Type) throws(InvalidInput) -> Input.Value {
        // The endpoint's initializer creates one of these for each type of the pack, in order.
        let input = unsafe unsafeDowncast(inputs[count], to: TypedInput<Input>.self)
        defer { collect(from: input) }
        return try input.extract(scope, &validation)
    }

    /// Validates the remaining inputs.
    ///
    /// - Returns: The errors of all inputs, in FastAPI's order.
    mutating func errors() -> [ValidationError] {
        for input in inputs[count...] {
            _ = input.check(scope, &validation)
            collect(from: input)
        }
        // A stable sort: inputs of one kind keep their declaration order.
        return found.enumerated()
            .sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }
            .flatMap(\.element.errors)
    }

    private mutating func collect(from input: AnyInput) {
        count += 1
        record(input.errorOrder)
    }

    private mutating func record(_ order: InputOrder) {
        if !validation.errors.isEmpty { found.append((order, validation.takeErrors())) }
    }
}

/// A type-erased input of an endpoint.
///
/// An array of references avoids copying a parameter pack of inputs and looking up its type metadata.
class AnyInput: @unchecked Sendable {
    // Immutable, here and in the only subclass.
    let needsPreparation: Bool
    let errorOrder: InputOrder

    init(needsPreparation: Bool, errorOrder: InputOrder) {
        self.needsPreparation = needsPreparation
        self.errorOrder = errorOrder
    }

    /// Performs asynchronous work, such as creating a dependency.
    func prepare(_ scope: RequestScope) async throws {}

    /// Validates the input without using its value.
    ///
    /// - Returns: Whether it is valid.
    func check(_ scope: RequestScope, _ validation: inout Validation) -> Bool { true }

    /// Returns the type-erased input.
    static func of(_ input: any EndpointInput) -> AnyInput {
        func typed<Input: EndpointInput>(_ input: Input) -> AnyInput { TypedInput(input) }
        return typed(input)
    }
}

/// An input with its type.
final class TypedInput<Input: EndpointInput>: AnyInput, @unchecked Sendable {
    private let input: Input

    init(_ input: Input) {
        self.input = input
        super.init(needsPreparation: input.needsPreparation, errorOrder: input.errorOrder)
    }

    override func prepare(_ scope: RequestScope) async throws {
        try await input.prepare(scope)
    }

    override func check(_ scope: RequestScope, _ validation: inout Validation) -> Bool {
        input.extract(scope, &validation) != nil
    }

    /// Extracts the input.
    ///
    /// - Throws: ``InvalidInput`` if it is invalid.
    func extract(_ scope: RequestScope, _ validation: inout Validation) throws(InvalidInput) -> Input.Value {
        guard let value = input.extract(scope, &validation) else { throw InvalidInput() }
        return value
    }
}

/// An input is invalid; its validation errors have been recorded.
struct InvalidInput: Error {}
