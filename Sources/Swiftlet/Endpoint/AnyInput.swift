/// A type-erased input of an endpoint.
///
/// An array of references avoids copying a parameter pack of inputs and looking up its type metadata.
class AnyInput: @unchecked Sendable {
    // Immutable, here and in the only subclass.
    let needsPreparation: Bool
    let inputLocation: InputLocation
    /// Whether it is a guard that can respond instead of the endpoint.
    let isGate: Bool

    init(needsPreparation: Bool, inputLocation: InputLocation, isGate: Bool) {
        self.needsPreparation = needsPreparation
        self.inputLocation = inputLocation
        self.isGate = isGate
    }

    /// Performs asynchronous work, such as creating a dependency.
    func prepare(_ scope: RequestScope) async throws {}

    /// Validates the input without using its value.
    ///
    /// - Returns: Whether it is valid.
    func check(_ scope: RequestScope, validation: inout Validation) -> Bool { true }

    /// Returns the type-erased input, which may be a guard.
    static func of(_ input: any EndpointInput) -> AnyInput {
        func typed<Input: EndpointInput>(_ input: Input) -> AnyInput {
            TypedInput(input, isGate: input is any EndpointGate)
        }
        return typed(input)
    }
}
