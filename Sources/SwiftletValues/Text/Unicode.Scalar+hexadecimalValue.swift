extension Unicode.Scalar {
    /// The value of a hexadecimal digit, or `nil` for other scalars.
    package var hexadecimalValue: UInt8? {
        switch self {
        case "0"..."9": UInt8(value - 0x30)
        case "a"..."f": UInt8(value - 0x61 + 10)
        case "A"..."F": UInt8(value - 0x41 + 10)
        default: nil
        }
    }
}
