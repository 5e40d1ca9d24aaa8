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

/// Simulates the NFA of a program.
///
/// It tracks the set of active states, so each scalar visits each instruction at most once.
struct PatternMatcher {
    private let instructions: [PatternProgram.Instruction]
    /// The active states, each at an instruction that consumes a scalar.
    private var activeStates: [Int] = []
    /// The step in which each instruction was last visited.
    private var visited: [Int]
    private var pending: [Int] = []
    private var step = 0

    init(_ program: PatternProgram) {
        instructions = program.instructions
        visited = [Int](repeating: -1, count: program.instructions.count)
    }

    /// Returns whether the program matches anywhere in the input.
    consuming func matches(_ text: String) -> Bool {
        var previous: Unicode.Scalar?
        var scalars = text.unicodeScalars.makeIterator()
        var next = scalars.next()
        if enter(0, between: previous, and: next) { return true }
        while let scalar = next {
            next = scalars.next()
            previous = scalar
            step += 1
            let current = activeStates
            activeStates.removeAll(keepingCapacity: true)
            for state in current {
                guard case .set(let set) = instructions[state], set.contains(scalar) else { continue }
                if enter(state + 1, between: previous, and: next) { return true }
            }
            // The match may start at any position.
            if enter(0, between: previous, and: next) { return true }
        }
        return false
    }

    /// Follows all transitions that consume no scalar, and returns whether the match state was reached.
    private mutating func enter(
        _ start: Int,
        between previous: Unicode.Scalar?,
        and next: Unicode.Scalar?
    ) -> Bool {
        pending.append(start)
        while let state = pending.popLast() {
            guard visited[state] != step else { continue }
            visited[state] = step
            switch instructions[state] {
            case .set:
                activeStates.append(state)
            case .assertion(let assertion):
                if assertion.holds(between: previous, and: next) { pending.append(state + 1) }
            case .split(let first, let second):
                pending.append(second)
                pending.append(first)
            case .jump(let target):
                pending.append(target)
            case .match:
                return true
            }
        }
        return false
    }
}
