/// A fuzz target: code that processes untrusted bytes, with its invariants.
struct FuzzTarget: Sendable {
    /// The value of `FUZZ_TARGET` that selects it.
    let name: String
    /// Runs one input, and traps if an invariant is violated.
    let run: @Sendable ([UInt8]) -> Void

    static let all: [FuzzTarget] = [
        .json, .event, .body, .parameters, .token, .script, .identifier, .cell, .response,
    ]
}

/// Traps with a message if an invariant is violated; libFuzzer then saves the input.
func check(_ holds: Bool, _ message: @autoclosure () -> String) {
    if !holds { fatalError("Invariant violated: \(message())") }
}
