/// An input with its type.
final class TypedInput<Input: EndpointInput>: AnyInput, @unchecked Sendable {
    private let input: Input

    init(_ input: Input, isGate: Bool = false) {
        self.input = input
        super.init(needsPreparation: input.needsPreparation, inputLocation: input.inputLocation, isGate: isGate)
    }

    override func prepare(_ scope: RequestScope) async throws {
        try await input.prepare(scope)
    }

    override func check(_ scope: RequestScope, validation: inout Validation) -> Bool {
        input.extract(from: scope, validation: &validation) != nil
    }

    /// Extracts the input.
    ///
    /// - Throws: ``InvalidInput`` if it is invalid.
    func extract(from scope: RequestScope, validation: inout Validation) throws(InvalidInput) -> Input.Value {
        guard let value = input.extract(from: scope, validation: &validation) else { throw InvalidInput() }
        return value
    }
}
