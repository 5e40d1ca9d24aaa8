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
