/// Encodes into the members of an object.
struct KeyedSlotContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let slot: EncodingSlot
    let path: CodingPath?

    var codingPath: [any CodingKey] { CodingPath.keys(path) }

    private func set(_ value: JSON, _ key: Key) { slot.set(key.stringValue, .json(value)) }

    /// Creates a nested container or encoder under a key.
    private func nested(_ key: any CodingKey) -> ValueEncoder {
        let inner = EncodingSlot()
        slot.set(key.stringValue, .slot(inner))
        return ValueEncoder(slot: inner, path: CodingPath(path, key))
    }

    func encodeNil(forKey key: Key) { set(.null, key) }
    func encode(_ value: Bool, forKey key: Key) { set(.bool(value), key) }
    func encode(_ value: String, forKey key: Key) { set(.string(value), key) }
    func encode(_ value: Int, forKey key: Key) { set(.integer(value), key) }
    func encode(_ value: Int8, forKey key: Key) { set(.integer(value), key) }
    func encode(_ value: Int16, forKey key: Key) { set(.integer(value), key) }
    func encode(_ value: Int32, forKey key: Key) { set(.integer(value), key) }
    func encode(_ value: Int64, forKey key: Key) { set(.integer(value), key) }
    func encode(_ value: Int128, forKey key: Key) { set(.integer(value), key) }
    func encode(_ value: UInt, forKey key: Key) { set(.integer(value), key) }
    func encode(_ value: UInt8, forKey key: Key) { set(.integer(value), key) }
    func encode(_ value: UInt16, forKey key: Key) { set(.integer(value), key) }
    func encode(_ value: UInt32, forKey key: Key) { set(.integer(value), key) }
    func encode(_ value: UInt64, forKey key: Key) { set(.integer(value), key) }
    func encode(_ value: UInt128, forKey key: Key) { set(.integer(value), key) }

    func encode(_ value: Double, forKey key: Key) throws {
        slot.set(key.stringValue, try EncodedValue(finite: value, at: CodingPath(path, key)))
    }

    func encode(_ value: Float, forKey key: Key) throws {
        slot.set(key.stringValue, try EncodedValue(float: value, at: CodingPath(path, key)))
    }

    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        slot.set(key.stringValue, try EncodedValue(value, at: CodingPath(path, key)))
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        nested(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        nested(key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { nested(JSONKey.super) }

    func superEncoder(forKey key: Key) -> any Encoder { nested(key) }
}
