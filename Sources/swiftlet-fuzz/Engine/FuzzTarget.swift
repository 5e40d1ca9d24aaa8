/// Something that takes bytes from anyone, and what must hold whatever they are.
struct FuzzTarget: Sendable {
    /// What `FUZZ_TARGET` calls it.
    let name: String
    /// Takes one input, and traps where a promise is broken.
    let run: @Sendable ([UInt8]) -> Void

    static let all: [FuzzTarget] = [
        .json, .event, .body, .parameters, .token, .script, .identifier, .cell, .reply,
    ]
}

/// Ends the process if a promise is broken, and says which: libFuzzer then keeps the input.
func promise(_ holds: Bool, _ text: @autoclosure () -> String) {
    if !holds { fatalError("Broken promise: \(text())") }
}
