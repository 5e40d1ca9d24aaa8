import SwiftletJSON

/// The value of a slot of Lex V2.
public struct LexSlot: Sendable, Hashable {
    /// The text of the user.
    public var originalValue: String?
    /// The value that Lex determined; required in a response.
    public var interpretedValue: String?
    /// Other possible values.
    public var resolvedValues: [String]
    /// The values of a slot with several values.
    public var values: [LexSlot]
    /// The parts of a composite slot.
    public var subSlots: [String: LexSlot]

    /// Creates a value.
    public init(_ value: String) {
        self.originalValue = value
        self.interpretedValue = value
        self.resolvedValues = [value]
        self.values = []
        self.subSlots = [:]
    }

    init(_ json: JSON) {
        originalValue = json["value"]?["originalValue"]?.string
        interpretedValue = json["value"]?["interpretedValue"]?.string
        resolvedValues = json["value"]?["resolvedValues"]?.strings ?? []
        values = json["values"]?.array?.map { LexSlot($0) } ?? []
        subSlots = (json["subSlots"]?.object ?? [:])
            .reduce(into: [:]) { slots, slot in
                if !slot.value.isNull { slots[slot.key] = LexSlot(slot.value) }
            }
    }

    /// The slot in the format of Lex.
    var json: JSON {
        var object: JSONObject = [
            "shape": values.isEmpty ? subSlots.isEmpty ? "Scalar" : "Composite" : "List"
        ]
        if let interpretedValue {
            var value: JSONObject = ["interpretedValue": .string(interpretedValue)]
            if let originalValue { value["originalValue"] = .string(originalValue) }
            value["resolvedValues"] = JSON(strings: resolvedValues)
            object["value"] = .object(value)
        }
        if !values.isEmpty { object["values"] = .array(values.map(\.json)) }
        if !subSlots.isEmpty {
            let slots = subSlots.sorted { $0.key < $1.key }
            object["subSlots"] = .object(JSONObject(slots.map { (key: $0.key, value: $0.value.json) }))
        }
        return .object(object)
    }
}
