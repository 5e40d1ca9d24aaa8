/// Encodes into the elements of an array.
struct UnkeyedSlotContainer: UnkeyedEncodingContainer {
    let slot: EncodingSlot
    let path: CodingPath?

    var codingPath: [any CodingKey] { CodingPath.keys(path) }

    var count: Int { slot.count }

    /// The path of the next element.
    private var next: CodingPath { CodingPath(path, JSONKey(count)) }

    private func append(_ value: JSON) { slot.append(.json(value)) }

    /// Creates a nested container or encoder as the next element.
    private func nested() -> ValueEncoder {
        let encoder = ValueEncoder(slot: EncodingSlot(), path: next)
        slot.append(.slot(encoder.slot))
        return encoder
    }

    func encodeNil() { append(.null) }
    func encode(_ value: Bool) { append(.bool(value)) }
    func encode(_ value: String) { append(.string(value)) }
    func encode(_ value: Int) { append(.integer(value)) }
    func encode(_ value: Int8) { append(.integer(value)) }
    func encode(_ value: Int16) { append(.integer(value)) }
    func encode(_ value: Int32) { append(.integer(value)) }
    func encode(_ value: Int64) { append(.integer(value)) }
    func encode(_ value: Int128) { append(.integer(value)) }
    func encode(_ value: UInt) { append(.integer(value)) }
    func encode(_ value: UInt8) { append(.integer(value)) }
    func encode(_ value: UInt16) { append(.integer(value)) }
    func encode(_ value: UInt32) { append(.integer(value)) }
    func encode(_ value: UInt64) { append(.integer(value)) }
    func encode(_ value: UInt128) { append(.integer(value)) }
    func encode(_ value: Double) throws { slot.append(try EncodedValue(finite: value, at: next)) }
    func encode(_ value: Float) throws { slot.append(try EncodedValue(float: value, at: next)) }
    func encode<T: Encodable>(_ value: T) throws { slot.append(try EncodedValue(value, at: next)) }

    func nestedContainer<NestedKey: CodingKey>(keyedBy keyType: NestedKey.Type) -> KeyedEncodingContainer<NestedKey> {
        nested().container(keyedBy: keyType)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        nested().unkeyedContainer()
    }

    func superEncoder() -> any Encoder { nested() }
}
