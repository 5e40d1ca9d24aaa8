/// The parameters of a statement in libpq's format: NUL-terminated texts in one buffer, and binary values.
struct PostgresArguments {
    /// The location of a value in the buffer.
    private struct Slot {
        var start: Int
        var count: Int32
        var isBinary: Bool
    }

    private let values: [SQLValue]
    private var buffer: [UInt8] = []
    /// One for each value; `nil` for NULL.
    private var slots: [Slot?] = []
    private var containsBytes = false

    /// The type OIDs of the values; 0 if the server infers the type.
    var types: [UInt32] { values.map(\.type.oid) }

    var count: Int32 { Int32(values.count) }

    init(_ values: [SQLValue]) {
        self.values = values
        slots.reserveCapacity(values.count)
        // Enough for most statements; the buffer grows if a value is longer.
        buffer.reserveCapacity(values.count * 16)
        for value in values {
            switch value.storage {
            case .bytes(let bytes):
                containsBytes = true
                append(bytes, isBinary: true)
            case .integer(let number):
                append(number)
            default:
                if let text = value.postgresText {
                    append(text.utf8, isBinary: false)
                } else {
                    slots.append(nil)
                }
            }
        }
    }

    /// Appends a number in decimal without creating a string.
    private mutating func append(_ number: Int64) {
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var start = digits.count
        var rest = number.magnitude
        repeat {
            start -= 1
            digits[start] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        } while rest > 0
        if number < 0 {
            start -= 1
            digits[start] = UInt8(ascii: "-")
        }
        slots.append(Slot(start: buffer.count, count: Int32(digits.count - start), isBinary: false))
        for index in start..<digits.count { buffer.append(digits[index]) }
        buffer.append(0)
    }

    private mutating func append(_ bytes: some Collection<UInt8>, isBinary: Bool) {
        slots.append(Slot(start: buffer.count, count: Int32(clamping: bytes.count), isBinary: isBinary))
        buffer.append(contentsOf: bytes)
        buffer.append(0)
    }

    /// Calls the body with the arrays that libpq's send functions take: addresses, lengths and formats.
    ///
    /// Without binary values only the addresses are needed: a text ends with its NUL.
    @unsafe func withPointers<Result>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
    ) -> Result {
        unsafe withAddresses { addresses in
            guard containsBytes else { return unsafe body(addresses, nil, nil) }
            let lengths = slots.map { $0?.count ?? 0 }
            let formats = slots.map { $0?.isBinary == true ? Int32(1) : 0 }
            return unsafe lengths.withUnsafeBufferPointer { lengths in
                unsafe formats.withUnsafeBufferPointer { formats in
                    unsafe body(addresses, lengths.baseAddress, formats.baseAddress)
                }
            }
        }
    }

    @unsafe private func withAddresses<Result>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
    ) -> Result {
        unsafe buffer.withUnsafeBufferPointer { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                unsafe withUnsafeTemporaryAllocation(
                    of: UnsafePointer<CChar>?.self,
                    capacity: slots.count
                ) { addresses in
                    for (index, slot) in slots.enumerated() {
                        let address: UnsafePointer<CChar>?
                        if let slot, let base = characters.baseAddress {
                            unsafe address = base + slot.start
                        } else {
                            unsafe address = nil
                        }
                        unsafe addresses.initializeElement(at: index, to: address)
                    }
                    return unsafe body(UnsafePointer(addresses.baseAddress))
                }
            }
        }
    }
}
