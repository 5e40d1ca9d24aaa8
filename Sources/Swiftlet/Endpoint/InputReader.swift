/// Extracts the inputs of an endpoint one after the other, and collects what is wrong with them.
///
/// The values go straight to the endpoint's closure: a tuple of them would have the runtime search for its type at every
/// request.
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

    /// Checks inputs whose values are not needed.
    ///
    /// - Throws: ``InvalidInput`` if one of them has no value; then ``errors()`` looks at the endpoint's own inputs too.
    mutating func check(_ guards: [AnyInput]) throws(InvalidInput) {
        var areValid = true
        for input in guards {
            areValid = input.check(scope, &validation) && areValid
            // As those of dependencies: before the errors of the endpoint's own inputs.
            note(.dependency)
        }
        if !areValid { throw InvalidInput() }
    }

    /// Extracts the next input, which must be of this type.
    ///
    /// - Throws: ``InvalidInput`` if it has no value; then ``errors()`` looks at those behind it.
    mutating func next<Input: EndpointInput>(_ type: Input.Type) throws(InvalidInput) -> Input.Value {
        // The endpoint's initializer makes one of these for each type of the pack, in its order.
        let input = unsafe unsafeDowncast(inputs[count], to: TypedInput<Input>.self)
        defer { collect(from: input) }
        return try input.take(scope, &validation)
    }

    /// Looks for errors in the inputs that were not reached.
    ///
    /// - Returns: the errors of all, in FastAPI's order.
    mutating func errors() -> [ValidationError] {
        for input in inputs[count...] {
            _ = input.check(scope, &validation)
            collect(from: input)
        }
        // A stable sort: inputs of one kind keep the order in which they were declared.
        return found.enumerated()
            .sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }
            .flatMap(\.element.errors)
    }

    private mutating func collect(from input: AnyInput) {
        count += 1
        note(input.errorOrder)
    }

    private mutating func note(_ order: InputOrder) {
        if !validation.errors.isEmpty { found.append((order, validation.takeErrors())) }
    }
}

/// An input of an endpoint, whatever its type.
///
/// An endpoint keeps an array of these: to look at one costs nothing, while a pack of inputs would be copied, and the
/// runtime would search for its type.
class AnyInput: @unchecked Sendable {
    // Guarded by being immutable, here and in the one subclass.
    let needsPreparation: Bool
    let errorOrder: InputOrder

    init(needsPreparation: Bool, errorOrder: InputOrder) {
        self.needsPreparation = needsPreparation
        self.errorOrder = errorOrder
    }

    /// Makes ready what takes waiting.
    func prepare(_ scope: RequestScope) async throws {}

    /// Extracts the input without using its value.
    ///
    /// - Returns: whether it has one.
    func check(_ scope: RequestScope, _ validation: inout Validation) -> Bool { true }

    /// The input, without its type.
    static func of(_ input: any EndpointInput) -> AnyInput {
        func typed<Input: EndpointInput>(_ input: Input) -> AnyInput { TypedInput(input) }
        return typed(input)
    }
}

/// An input of a type.
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
    /// - Throws: ``InvalidInput`` if it has no value.
    func take(_ scope: RequestScope, _ validation: inout Validation) throws(InvalidInput) -> Input.Value {
        guard let value = input.extract(scope, &validation) else { throw InvalidInput() }
        return value
    }
}

/// Says that an input has no value because an error about it was recorded.
struct InvalidInput: Error {}
