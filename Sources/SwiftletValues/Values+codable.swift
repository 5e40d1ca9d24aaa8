// Models that are read from database rows, or by other coders, have these types as properties.

extension Decoder {
    /// Decodes a value from a string.
    fileprivate func value<Value: LosslessStringConvertible>() throws -> Value {
        let container = try singleValueContainer()
        guard let value = Value(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "The text is not a valid \(Value.self)."
            )
        }
        return value
    }
}

extension Encoder {
    /// Encodes a value as a string.
    fileprivate func encode(_ value: some LosslessStringConvertible) throws {
        var container = singleValueContainer()
        try container.encode(value.description)
    }
}

extension CalendarDate: Codable {
    /// Decodes the date from a string.
    public init(from decoder: any Decoder) throws {
        self = try decoder.value()
    }

    /// Encodes the date as a string.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encode(self)
    }
}

extension TimeOfDay: Codable {
    /// Decodes the time from a string.
    public init(from decoder: any Decoder) throws {
        self = try decoder.value()
    }

    /// Encodes the time as a string.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encode(self)
    }
}

extension EmailAddress: Codable {
    /// Decodes the address from a string.
    public init(from decoder: any Decoder) throws {
        self = try decoder.value()
    }

    /// Encodes the address as a string.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encode(self)
    }
}

extension WebURL: Codable {
    /// Decodes the URL from a string.
    public init(from decoder: any Decoder) throws {
        self = try decoder.value()
    }

    /// Encodes the URL as a string.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encode(self)
    }
}

extension IPAddress: Codable {
    /// Decodes the address from a string.
    public init(from decoder: any Decoder) throws {
        self = try decoder.value()
    }

    /// Encodes the address as a string.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encode(self)
    }
}

extension IPv4Address: Codable {
    /// Decodes the address from a string.
    public init(from decoder: any Decoder) throws {
        self = try decoder.value()
    }

    /// Encodes the address as a string.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encode(self)
    }
}

extension IPv6Address: Codable {
    /// Decodes the address from a string.
    public init(from decoder: any Decoder) throws {
        self = try decoder.value()
    }

    /// Encodes the address as a string.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encode(self)
    }
}

extension IPv4Network: Codable {
    /// Decodes the network from a string.
    public init(from decoder: any Decoder) throws {
        self = try decoder.value()
    }

    /// Encodes the network as a string.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encode(self)
    }
}

extension IPv6Network: Codable {
    /// Decodes the network from a string.
    public init(from decoder: any Decoder) throws {
        self = try decoder.value()
    }

    /// Encodes the network as a string.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encode(self)
    }
}
