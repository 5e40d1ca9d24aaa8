/// The type-erased inputs of an endpoint, a dependency or an event handler.
struct InputList {
    let inputs: [any EndpointInput]

    init<each Input: EndpointInput>(_ input: repeat each Input) {
        var inputs: [any EndpointInput] = []
        for input in repeat each input {
            inputs.append(input)
        }
        self.inputs = inputs
    }
}
