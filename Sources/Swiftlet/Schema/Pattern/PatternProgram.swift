/// A regular expression compiled to the instructions of an NFA (Thompson's construction).
struct PatternProgram: Sendable {
    enum Instruction: Sendable {
        /// Consumes a scalar of the set.
        case set(ScalarSet)
        case assertion(PatternAssertion)
        /// Continues at both instructions.
        case split(Int, Int)
        case jump(Int)
        case match
    }

    /// The maximum number of instructions, because nested repetitions multiply.
    private static let limit = 20_000

    private(set) var instructions: [Instruction] = []

    init(_ syntax: PatternSyntax) throws(PatternError) {
        try append(syntax)
        instructions.append(.match)
    }

    private mutating func append(_ syntax: PatternSyntax) throws(PatternError) {
        guard instructions.count < Self.limit else { throw PatternError("The pattern is too large.") }
        switch syntax {
        case .empty:
            break
        case .set(let set):
            instructions.append(.set(set))
        case .assertion(let assertion):
            instructions.append(.assertion(assertion))
        case .sequence(let parts):
            for part in parts {
                try append(part)
            }
        case .alternatives(let branches):
            try append(branches[...])
        case .repetition(let body, let minimum, let maximum):
            for _ in 0..<minimum {
                try append(body)
            }
            if let maximum {
                try appendOptional(body, count: maximum - minimum)
            } else {
                try appendLoop(body)
            }
        }
    }

    private mutating func append(_ branches: ArraySlice<PatternSyntax>) throws(PatternError) {
        guard let first = branches.first else { return }
        let rest = branches.dropFirst()
        guard !rest.isEmpty else { return try append(first) }
        let split = reserve()
        try append(first)
        let jump = reserve()
        instructions[split] = .split(split + 1, instructions.count)
        try append(rest)
        instructions[jump] = .jump(instructions.count)
    }

    private mutating func appendOptional(_ body: PatternSyntax, count: Int) throws(PatternError) {
        var splits: [Int] = []
        for _ in 0..<count {
            splits.append(reserve())
            try append(body)
        }
        for split in splits {
            instructions[split] = .split(split + 1, instructions.count)
        }
    }

    private mutating func appendLoop(_ body: PatternSyntax) throws(PatternError) {
        let split = reserve()
        try append(body)
        instructions.append(.jump(split))
        instructions[split] = .split(split + 1, instructions.count)
    }

    private mutating func reserve() -> Int {
        instructions.append(.match)
        return instructions.count - 1
    }
}
