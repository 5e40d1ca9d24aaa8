/// The values of a statement as libpq wants them: texts that end in NUL, all in one buffer, and bytes as they are.
struct PostgresArguments {
    private var buffer: [UInt8] = []
    private var starts: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    /// The types of the values, 0 where the server decides.
    private(set) var types: [UInt32] = []

    init(_ values: [SQLValue]) {
        for value in values {
            types.append(value.type.oid)
            if case .bytes(let bytes) = value.storage {
                append(bytes, format: 1)
            } else if let text = value.postgresText {
                append(text.utf8, format: 0)
            } else {
                starts.append(nil)
                lengths.append(0)
                formats.append(0)
            }
        }
    }

    private mutating func append(_ bytes: some Collection<UInt8>, format: Int32) {
        starts.append(buffer.count)
        lengths.append(Int32(clamping: bytes.count))
        formats.append(format)
        buffer.append(contentsOf: bytes)
        buffer.append(0)
    }

    var count: Int32 { Int32(starts.count) }

    /// Lends the arrays that the sending functions of libpq take: the addresses, the lengths and the formats.
    @unsafe func withPointers<Result>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
    ) -> Result {
        unsafe buffer.withUnsafeBufferPointer { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                let addresses = unsafe starts.map { start -> UnsafePointer<CChar>? in
                    guard let start, let base = characters.baseAddress else { return nil }
                    return unsafe base + start
                }
                return unsafe addresses.withUnsafeBufferPointer { addresses in
                    unsafe lengths.withUnsafeBufferPointer { lengths in
                        unsafe formats.withUnsafeBufferPointer { formats in
                            unsafe body(addresses.baseAddress, lengths.baseAddress, formats.baseAddress)
                        }
                    }
                }
            }
        }
    }
}
