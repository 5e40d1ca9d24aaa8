import SwiftletJSON

/// Decodes Base64 like Python's `base64.b64decode` without `validate`.
enum LenientBase64 {
    /// Decodes the string of an input, and records an error if it is invalid.
    static func decode(_ input: InputValue, isURLSafe: Bool, validation: inout Validation) -> [UInt8]? {
        guard let text = input.string else {
            validation.record("bytes_type", "Input should be a valid bytes", input: input.json)
            return nil
        }
        validation.floorExactness(.lax)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count / 4 * 3)
        var characterCount = 0
        var pads = 0
        var rest: UInt8 = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "=") {
                pads += 1
                if characterCount % 4 >= 2, characterCount % 4 + pads >= 4 { return bytes }
                continue
            }
            guard let value = value(of: byte, isURLSafe: isURLSafe) else { continue }
            pads = 0
            switch characterCount % 4 {
            case 0: break
            case 1: bytes.append(rest << 2 | value >> 4)
            case 2: bytes.append(rest << 4 | value >> 2)
            default: bytes.append(rest << 6 | value)
            }
            rest = value
            characterCount += 1
        }
        if characterCount % 4 == 0 { return bytes }
        let reason =
            characterCount % 4 == 1
            ? "Invalid base64-encoded string: number of data characters (\(characterCount)) cannot be 1 more than a "
                + "multiple of 4"
            : "Incorrect padding"
        validation.record(
            "base64_decode",
            "Base64 decoding error: '\(reason)'",
            input: input.json,
            context: ["error": .string(reason)]
        )
        return nil
    }

    private static func value(of byte: UInt8, isURLSafe: Bool) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        case UInt8(ascii: "-") where isURLSafe: 62
        case UInt8(ascii: "_") where isURLSafe: 63
        default: nil
        }
    }
}
