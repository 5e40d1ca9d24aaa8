public import Swiftlet
public import SwiftletJSON

/// The response to a ``SESEvent`` of an action that invokes the function synchronously.
public struct SESDisposition: EventOutput, Hashable {
    /// The next action of the receipt rule is executed.
    public static let `continue` = SESDisposition("CONTINUE")
    /// The next receipt rule is executed.
    public static let stopRule = SESDisposition("STOP_RULE")
    /// No further receipt rule is executed.
    public static let stopRuleSet = SESDisposition("STOP_RULE_SET")

    private let name: String

    private init(_ name: String) {
        self.name = name
    }

    /// Writes `{"disposition": "CONTINUE"}`.
    public func encodeEvent(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("disposition")
        writer.string(name)
        writer.endObject()
    }
}
