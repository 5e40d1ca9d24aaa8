import SwiftletValues

/// Parses the source of a regular expression.
struct PatternParser {
    private let text: [Unicode.Scalar]
    private var position = 0
    private var flags = Flags()
    private var depth = 0

    private static let depthLimit = 100
    private static let repetitionLimit = 1000

    private struct Flags {
        var ignoresCase = false
        var isMultiline = false
        var dotMatchesNewline = false
    }

    private init(_ text: String) {
        self.text = Array(text.unicodeScalars)
    }

    static func parse(_ text: String) throws(PatternError) -> PatternSyntax {
        var parser = PatternParser(text)
        let syntax = try parser.alternatives()
        guard parser.position == parser.text.count else {
            throw parser.error("unmatched closing parenthesis")
        }
        return syntax
    }

    private func error(_ reason: String) -> PatternError {
        PatternError("Invalid pattern at position \(position): \(reason).")
    }

    private var next: Unicode.Scalar? { position < text.count ? text[position] : nil }

    private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        position += 1
        return true
    }

    private mutating func acceptAny(_ reason: String) throws(PatternError) -> Unicode.Scalar {
        guard let scalar = next else { throw error(reason) }
        position += 1
        return scalar
    }

    private mutating func alternatives() throws(PatternError) -> PatternSyntax {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw error("groups are nested too deeply") }
        let outerFlags = flags
        defer { flags = outerFlags }
        var branches = [try sequence()]
        while accept("|") {
            branches.append(try sequence())
        }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternSyntax {
        var parts: [PatternSyntax] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            guard let atom = try atom() else { continue }
            parts.append(try repeated(atom))
        }
        return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
    }

    /// Parses one atom.
    ///
    /// Returns `nil` for a group that only sets flags.
    private mutating func atom() throws(PatternError) -> PatternSyntax? {
        switch try acceptAny("unexpected end of the pattern") {
        case "(": return try group()
        case "[": return .set(try bracketExpression())
        case ".": return .set(.any(withNewline: flags.dotMatchesNewline))
        case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
        case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
        case "\\": return try escape()
        case "*", "+", "?": throw error("nothing to repeat")
        case let scalar: return .set(finishing(ScalarSet(scalar)))
        }
    }

    private func finishing(_ set: ScalarSet, isNegated: Bool = false) -> ScalarSet {
        var set = set
        set.finish(isNegated: isNegated, ignoresCase: flags.ignoresCase)
        return set
    }

    // MARK: - Repetitions

    private mutating func repeated(_ atom: PatternSyntax) throws(PatternError) -> PatternSyntax {
        var syntax = atom
        while let (minimum, maximum) = try repetition() {
            // Lazy quantifiers do not affect whether there is a match.
            _ = accept("?")
            syntax = .repetition(syntax, minimum: minimum, maximum: maximum)
        }
        return syntax
    }

    private mutating func repetition() throws(PatternError) -> (minimum: Int, maximum: Int?)? {
        if accept("*") { return (0, nil) }
        if accept("+") { return (1, nil) }
        if accept("?") { return (0, 1) }
        let start = position
        guard accept("{") else { return nil }
        guard let minimum = number() else {
            // As in ECMAScript and Python, a brace that does not start a repetition is a literal.
            position = start
            return nil
        }
        var maximum: Int? = minimum
        if accept(",") { maximum = number() }
        guard accept("}") else {
            position = start
            return nil
        }
        guard minimum <= Self.repetitionLimit, maximum ?? 0 <= Self.repetitionLimit else {
            throw error("a repetition count exceeds \(Self.repetitionLimit)")
        }
        if let maximum, maximum < minimum { throw error("the maximum of a repetition is less than its minimum") }
        return (minimum, maximum)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let scalar = next, "0"..."9" ~= scalar {
            value = min((value ?? 0) * 10 + Int(scalar.value - 0x30), 1_000_000)
            position += 1
        }
        return value
    }

    // MARK: - Groups

    private mutating func group() throws(PatternError) -> PatternSyntax? {
        let outerFlags = flags
        if accept("?") {
            if accept("P") {
                guard accept("<") else { throw error("expected a group name") }
                try groupName()
            } else if accept("<") {
                if next == "=" || next == "!" { throw error("look-behind is not supported") }
                try groupName()
            } else if next == "=" || next == "!" {
                throw error("look-ahead is not supported")
            } else {
                try setFlags()
                // Flags without a group apply until the end of the enclosing group.
                if accept(")") { return nil }
                guard accept(":") else { throw error("expected a colon") }
            }
        }
        let syntax = try alternatives()
        guard accept(")") else { throw error("missing closing parenthesis") }
        flags = outerFlags
        return syntax
    }

    private mutating func groupName() throws(PatternError) {
        var length = 0
        while try acceptAny("unterminated group name") != ">" {
            length += 1
        }
        if length == 0 { throw error("empty group name") }
    }

    private mutating func setFlags() throws(PatternError) {
        var value = true
        while let scalar = next, scalar != ":", scalar != ")" {
            switch scalar {
            case "i": flags.ignoresCase = value
            case "m": flags.isMultiline = value
            case "s": flags.dotMatchesNewline = value
            case "u": break
            case "-": value = false
            default: throw error("unsupported flag \(scalar)")
            }
            position += 1
        }
    }

    // MARK: - Bracket expressions

    private mutating func bracketExpression() throws(PatternError) -> ScalarSet {
        var set = ScalarSet()
        let isNegated = accept("^")
        var isFirst = true
        while isFirst || next != "]" {
            isFirst = false
            guard let lower = try bracketMember(&set) else { continue }
            guard next == "-", position + 1 < text.count, text[position + 1] != "]" else {
                set.insert(lower...lower)
                continue
            }
            position += 1
            guard let upper = try bracketMember(&set) else { throw error("a character class cannot end a range") }
            guard lower <= upper else { throw error("the range is out of order") }
            set.insert(lower...upper)
        }
        position += 1
        return finishing(set, isNegated: isNegated)
    }

    /// Parses a scalar, or inserts a class into the set and returns `nil`.
    private mutating func bracketMember(_ set: inout ScalarSet) throws(PatternError) -> Unicode.Scalar? {
        let scalar = try acceptAny("unterminated bracket expression")
        guard scalar == "\\" else { return scalar }
        let escaped = try acceptAny("the pattern ends with a backslash")
        if escaped == "b" { return "\u{8}" }
        if let (named, isNegated) = try scalarClass(escaped) {
            set.insert(named, isNegated: isNegated)
            return nil
        }
        return try escapedScalar(escaped)
    }

    // MARK: - Escapes

    private mutating func escape() throws(PatternError) -> PatternSyntax {
        let scalar = try acceptAny("the pattern ends with a backslash")
        switch scalar {
        case "b": return .assertion(.wordBoundary)
        case "B": return .assertion(.noWordBoundary)
        case "A": return .assertion(.textStart)
        case "z", "Z": return .assertion(.textEnd)
        case "1"..."9", "k": throw error("back-references are not supported")
        default: break
        }
        if let (named, isNegated) = try scalarClass(scalar) {
            return .set(finishing(ScalarSet(named, isNegated: isNegated)))
        }
        return .set(finishing(ScalarSet(try escapedScalar(scalar))))
    }

    private mutating func scalarClass(
        _ letter: Unicode.Scalar
    ) throws(PatternError) -> (class: ScalarClass, isNegated: Bool)? {
        switch letter {
        case "d", "D": return (.digit, letter == "D")
        case "w", "W": return (.word, letter == "W")
        case "s", "S": return (.space, letter == "S")
        case "p", "P":
            var name = String.UnicodeScalarView()
            if accept("{") {
                while case let scalar = try acceptAny("unterminated category name"), scalar != "}" {
                    name.append(scalar)
                }
            } else {
                name.append(try acceptAny("expected a category name"))
            }
            guard let named = ScalarClass(named: String(name)) else {
                throw error("unsupported category \(String(name))")
            }
            return (named, letter == "P")
        default:
            return nil
        }
    }

    private mutating func escapedScalar(_ letter: Unicode.Scalar) throws(PatternError) -> Unicode.Scalar {
        switch letter {
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "f": return "\u{c}"
        case "v": return "\u{b}"
        case "a": return "\u{7}"
        case "0": return "\0"
        case "x": return try hexadecimal(2)
        case "u": return try hexadecimal(4)
        case "U": return try hexadecimal(8)
        default:
            guard letter.isASCII, !letter.properties.isAlphabetic, !("0"..."9" ~= letter) else {
                throw error("unsupported escape \\\(letter)")
            }
            return letter
        }
    }

    private mutating func hexadecimal(_ count: Int) throws(PatternError) -> Unicode.Scalar {
        let isBraced = accept("{")
        var value: UInt32 = 0
        var digits = 0
        while isBraced ? next != "}" : digits < count {
            guard let digit = try acceptAny("incomplete escape").hexadecimalValue, digits < 8 else {
                throw error("invalid hexadecimal digit in an escape")
            }
            value = value << 4 | UInt32(digit)
            digits += 1
        }
        if isBraced { position += 1 }
        guard digits > 0, let scalar = Unicode.Scalar(value) else { throw error("the escape is not a Unicode scalar") }
        return scalar
    }
}
