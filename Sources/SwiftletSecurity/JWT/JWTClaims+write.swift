import SwiftletJSON

extension JWTClaims {
    /// Signs the claims, with defaults for absent ones.
    ///
    /// Short claims without characters to escape, nearly all, are encoded on the stack. The result equals that of
    /// `json(defaults:)`.
    ///
    /// - Throws: `JWTError`, like `json(defaults:)` and `JWS.sign`.
    func signed(with key: JWTKey, type: String?, defaults: Defaults) throws(JWTError) -> String {
        if let capacity = plainCapacity(defaults: defaults) {
            let token = try unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) {
                buffer throws(JWTError) -> String in
                var output = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
                guard writePlain(to: &output, defaults: defaults) else { return "" }
                return try JWS.sign(output.span, with: key, type: type)
            }
            // No token is empty: writing the plain format failed.
            if !token.isEmpty { return token }
        }
        return try JWS.sign(try json(defaults: defaults), with: key, type: type)
    }

    /// The capacity for the plain format, or `nil` if it cannot represent the claims.
    private func plainCapacity(defaults: Defaults) -> Int? {
        // Braces, the seven names with their punctuation, and three numbers.
        var capacity = 128 + 3 * Self.maximumNumberLength
        capacity += (issuer ?? defaults.issuer)?.utf8.count ?? 0
        capacity += subject?.utf8.count ?? 0
        capacity += id?.utf8.count ?? 0
        for name in audience.isEmpty ? defaults.audience : audience {
            capacity += name.utf8.count + 3
        }
        for (name, value) in other {
            capacity += name.utf8.count + 6
            switch value {
            case .string(let text): capacity += text.utf8.count
            case .number: capacity += Self.maximumNumberLength
            default: return nil
            }
        }
        return capacity
    }

    /// The maximum length of a number.
    private static let maximumNumberLength = 20

    /// Writes the claims in the plain format, if they need no escaping.
    private func writePlain(to output: inout OutputSpan<UInt8>, defaults: Defaults) -> Bool {
        let audience = audience.isEmpty ? defaults.audience : audience
        guard output.member("iss", issuer ?? defaults.issuer), output.member("sub", subject),
            output.member("aud", audience)
        else { return false }
        output.member("exp", expiresAt ?? defaults.expiresAt)
        output.member("nbf", notBefore)
        output.member("iat", issuedAt ?? defaults.issuedAt)
        guard output.member("jti", id) else { return false }
        for (name, value) in other {
            // Left to the other encoder, which rejects it.
            guard RegisteredClaim(name.utf8Span.span) == nil else { return false }
            output.separator()
            guard output.string(name) else { return false }
            output.append(UInt8(ascii: ":"))
            switch value {
            case .string(let text):
                guard output.string(text) else { return false }
            case .number(let number):
                guard let number = number.int64 else { return false }
                output.number(number)
            default:
                return false
            }
        }
        if output.isEmpty { output.append(UInt8(ascii: "{")) }
        output.append(UInt8(ascii: "}"))
        return true
    }
}

/// Encoding of JSON object members into a span of sufficient capacity.
///
/// Functions that write strings return `false` if the string needs escaping.
extension OutputSpan<UInt8> {
    fileprivate mutating func member(_ name: StaticString, _ text: String?) -> Bool {
        guard let text else { return true }
        key(name)
        return string(text)
    }

    fileprivate mutating func member(_ name: StaticString, _ number: Int64?) {
        guard let number else { return }
        key(name)
        self.number(number)
    }

    /// Writes a string, or an array of several.
    fileprivate mutating func member(_ name: StaticString, _ texts: [String]) -> Bool {
        guard texts.count > 1 else { return member(name, texts.first) }
        key(name)
        append(UInt8(ascii: "["))
        for (index, text) in texts.enumerated() {
            if index > 0 { append(UInt8(ascii: ",")) }
            guard string(text) else { return false }
        }
        append(UInt8(ascii: "]"))
        return true
    }

    private mutating func key(_ name: StaticString) {
        separator()
        append(UInt8(ascii: "\""))
        for index in 0..<name.utf8CodeUnitCount { append(unsafe name.utf8Start[index]) }
        append(UInt8(ascii: "\""))
        append(UInt8(ascii: ":"))
    }

    /// Writes the separator before a member.
    fileprivate mutating func separator() {
        append(isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
    }

    fileprivate mutating func string(_ text: String) -> Bool {
        let bytes = text.utf8Span.span
        append(UInt8(ascii: "\""))
        for index in bytes.indices {
            let byte = bytes[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return false }
            append(byte)
        }
        append(UInt8(ascii: "\""))
        return true
    }

    fileprivate mutating func number(_ value: Int64) {
        if value < 0 { append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var first = digits.count
        repeat {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            first &-= 1
            digits[first] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit)
            rest = quotient
        } while rest > 0
        for index in first..<digits.count { append(digits[index]) }
    }
}
