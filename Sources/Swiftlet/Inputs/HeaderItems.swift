import HTTPTypes

/// Header fields as names and values for decoding.
enum HeaderItems {
    /// Whether a field's name, which is in lower case, is the parameter's: in any case, `_` standing for `-`.
    static func name(_ field: String, matches parameter: String) -> Bool {
        field.utf8.elementsEqual(parameter.utf8.lazy.map(canonical))
    }

    private static func canonical(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        case UInt8(ascii: "_"): UInt8(ascii: "-")
        default: byte
        }
    }
}

extension Request {
    /// The header fields, names in lower case.
    ///
    /// Each also stands under its name with `_` for `-`, for models whose fields are so named.
    var headerItems: [QueryItem] {
        headers.map { QueryItem($0.name.canonicalName, $0.value) }
    }
}
