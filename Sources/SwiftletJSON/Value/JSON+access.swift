extension JSON {
    /// Whether the value is `null`.
    public var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The bool, or `nil` if the value is of another kind.
    public var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The number, or `nil` if the value is of another kind.
    public var number: JSONNumber? {
        if case .number(let value) = self { value } else { nil }
    }

    /// The integer, or `nil` if the value is not an integer that fits.
    public var int: Int? { number?.int }

    /// The integer, or `nil` if the value is not an integer that fits.
    public var int64: Int64? { number?.int64 }

    /// The integer, or `nil` if the value is not an integer that fits.
    public var uint64: UInt64? { number?.uint64 }

    /// The double nearest to the number, or `nil` if the value is of another kind or exceeds the finite doubles.
    public var double: Double? { number?.double }

    /// The string, or `nil` if the value is of another kind.
    public var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The elements, or `nil` if the value is of another kind.
    public var array: [JSON]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The object, or `nil` if the value is of another kind.
    public var object: JSONObject? {
        if case .object(let object) = self { object } else { nil }
    }

    /// The number of elements or members, 0 for anything else.
    public var count: Int {
        switch self {
        case .array(let elements): elements.count
        case .object(let object): object.count
        default: 0
        }
    }

    /// The member with this key, or `nil` if there is none or the value is not an object.
    ///
    /// Setting `nil` removes the member; a JSON `null` is `JSON.null`. A `null` becomes an object when a member is set; a value
    /// of another kind does not change.
    public subscript(_ key: String) -> JSON? {
        get { object?[key] }
        set {
            switch self {
            case .object(var object):
                // Releases the storage, so that the mutation is in place.
                self = .null
                object[key] = newValue
                self = .object(object)
            case .null:
                guard let newValue else { return }
                self = [key: newValue]
            default:
                break
            }
        }
    }

    /// The element at this position, or `nil` if there is none or the value is not an array.
    ///
    /// Setting replaces an element, or appends one at the end position; `nil` removes it. At any other position, or in a value
    /// of another kind, setting does nothing.
    public subscript(_ position: Int) -> JSON? {
        get {
            guard case .array(let elements) = self, elements.indices.contains(position) else { return nil }
            return elements[position]
        }
        set {
            guard case .array(var elements) = self, 0...elements.count ~= position else { return }
            self = .null
            switch newValue {
            case let value? where position == elements.count: elements.append(value)
            case let value?: elements[position] = value
            case nil where position < elements.count: elements.remove(at: position)
            case nil: break
            }
            self = .array(elements)
        }
    }
}
