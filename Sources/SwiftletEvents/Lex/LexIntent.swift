public import SwiftletJSON

/// An intent of a bot of Lex V2, with its slots.
public struct LexIntent: Sendable {
    /// The state of an intent.
    public enum State: String, Sendable, Hashable {
        /// The intent could not be fulfilled.
        case failed = "Failed"
        /// The intent is fulfilled.
        case fulfilled = "Fulfilled"
        /// The intent is being fulfilled.
        case fulfillmentInProgress = "FulfillmentInProgress"
        /// Slots of the intent are being elicited.
        case inProgress = "InProgress"
        /// The intent has all its slots.
        case readyForFulfillment = "ReadyForFulfillment"
        /// The bot waits for the user.
        case waiting = "Waiting"
    }

    /// Whether the user confirmed an intent.
    public enum Confirmation: String, Sendable, Hashable {
        /// The user confirmed the intent.
        case confirmed = "Confirmed"
        /// The user denied the intent.
        case denied = "Denied"
        /// The user has not been asked, or has not answered.
        case none = "None"
    }

    /// All members of the intent, of which those without a property are returned unchanged.
    public var members: JSONObject

    /// Creates an intent from its members.
    public init(members: JSONObject) {
        self.members = members
    }

    /// Creates an intent without slots.
    public init(_ name: String) {
        self.members = ["name": .string(name), "slots": [:]]
    }

    /// The name.
    public var name: String { members["name"]?.string ?? "" }

    /// The state, or `nil` if it is unknown.
    public var state: State? {
        get { members["state"]?.string.flatMap { State(rawValue: $0) } }
        set { members["state"] = newValue.map { .string($0.rawValue) } }
    }

    /// Whether the user confirmed the intent.
    public var confirmation: Confirmation {
        get { members["confirmationState"]?.string.flatMap { Confirmation(rawValue: $0) } ?? .none }
        set { members["confirmationState"] = .string(newValue.rawValue) }
    }

    /// The names of the slots, with and without values.
    public var slotNames: [String] { members["slots"]?.object?.map(\.key) ?? [] }

    /// The value of a slot, or `nil` if it has none.
    public subscript(_ slot: String) -> LexSlot? {
        get { members.value(at: "slots", slot).map { LexSlot($0) } }
        set { members.set(newValue?.json ?? .null, at: "slots", slot) }
    }
}
