/// Encodes one value into a slot.
struct ValueEncoder: Encoder {
    let slot: EncodingSlot
    let path: CodingPath?

    var codingPath: [any CodingKey] { CodingPath.keys(path) }

    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        slot.becomeObject()
        return KeyedEncodingContainer(KeyedSlotContainer<Key>(slot: slot, path: path))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        slot.becomeArray()
        return UnkeyedSlotContainer(slot: slot, path: path)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    private func set(_ value: EncodedValue) {
        slot.content =
            switch value {
            case .json(let value): .json(value)
            case .slot(let other): other.content
            }
    }
}

extension ValueEncoder: SingleValueEncodingContainer {
    func encodeNil() { slot.content = .json(.null) }
    func encode(_ value: Bool) { slot.content = .json(.bool(value)) }
    func encode(_ value: String) { slot.content = .json(.string(value)) }
    func encode(_ value: Double) throws { set(try EncodedValue(finite: value, at: path)) }
    func encode(_ value: Float) throws { set(try EncodedValue(float: value, at: path)) }
    func encode(_ value: Int) { slot.content = .json(.integer(value)) }
    func encode(_ value: Int8) { slot.content = .json(.integer(value)) }
    func encode(_ value: Int16) { slot.content = .json(.integer(value)) }
    func encode(_ value: Int32) { slot.content = .json(.integer(value)) }
    func encode(_ value: Int64) { slot.content = .json(.integer(value)) }
    func encode(_ value: Int128) { slot.content = .json(.integer(value)) }
    func encode(_ value: UInt) { slot.content = .json(.integer(value)) }
    func encode(_ value: UInt8) { slot.content = .json(.integer(value)) }
    func encode(_ value: UInt16) { slot.content = .json(.integer(value)) }
    func encode(_ value: UInt32) { slot.content = .json(.integer(value)) }
    func encode(_ value: UInt64) { slot.content = .json(.integer(value)) }
    func encode(_ value: UInt128) { slot.content = .json(.integer(value)) }
    func encode<T: Encodable>(_ value: T) throws { set(try EncodedValue(value, at: path)) }
}
