/// A type-erased input of an endpoint.
///
/// An array of references avoids copying a parameter pack of inputs and looking up its type metadata.
class AnyInput: @unchecked Sendable {
    // Immutable, here and in the only subclass.
    let needsPreparation: Bool
    let inputLocation: InputLocation

    init(needsPreparation: Bool, inputLocation: InputLocation) {
        self.needsPreparation = needsPreparation
        self.inputLocation = inputLocation
    }

    /// Performs asynchronous work, such as creating a dependency.
    func prepare(_ scope: RequestScope) async throws {}

    /// Validates the input without using its value.
    ///
    /// - Returns: Whether it is valid.
    func check(_ scope: RequestScope, validation: inout Validation) -> Bool { true }

    /// Returns the type-erased input.
    static func of(_ input: any EndpointInput) -> AnyInput {
        func typed<Input: EndpointInput>(_ input: Input) -> AnyInput { TypedInput(input) }
        return typed(input)
    }
}
