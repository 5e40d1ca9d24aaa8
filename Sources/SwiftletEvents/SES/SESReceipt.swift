public import FoundationEssentials
public import Swiftlet
public import SwiftletJSON

/// How SES received an email in a ``SESEvent``: the matched recipients, the verdicts, and the action.
public struct SESReceipt: EventModel, Hashable {
    /// The result of a check.
    public struct Verdict: Sendable, Hashable, CustomStringConvertible {
        /// The check passed.
        public static let pass = Verdict("PASS")
        /// The check failed.
        public static let fail = Verdict("FAIL")
        /// The check has no clear result: there is no policy, or no signature.
        public static let gray = Verdict("GRAY")
        /// The check could not be completed.
        public static let processingFailed = Verdict("PROCESSING_FAILED")
        /// The check is disabled.
        public static let disabled = Verdict("DISABLED")

        /// The status in the event.
        public let description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// The recipients that the receipt rule matches.
    public var recipients: [String]
    /// The time the action was triggered, or `nil` if the event has none.
    public var time: Date?
    /// The time from the receipt of the email until the action was triggered, in milliseconds.
    public var processingTime: Int?
    /// Whether the email is spam; `nil` if the event does not contain the check.
    public var spamVerdict: Verdict?
    /// Whether the email contains a virus; `nil` if the event does not contain the check.
    public var virusVerdict: Verdict?
    /// Whether the Sender Policy Framework check passed; `nil` if the event does not contain the check.
    public var spfVerdict: Verdict?
    /// Whether the DomainKeys Identified Mail check passed; `nil` if the event does not contain the check.
    public var dkimVerdict: Verdict?
    /// Whether the DMARC check passed; `nil` if the event does not contain the check.
    public var dmarcVerdict: Verdict?
    /// The DMARC policy of the sending domain if its check failed: `none`, `quarantine` or `reject`.
    public var dmarcPolicy: String?
    /// The members of the action, such as `type`, `functionArn` and `invocationType`.
    public var action: [String: String]

    /// Creates a receipt from its JSON.
    ///
    /// - Throws: ``EventError`` if `recipients` is missing, or a member has the wrong type.
    public init(event: JSONNode) throws(EventError) {
        recipients = try event.requiredList("recipients") { (node) throws(EventError) in
            guard let address = node.string else { throw .wrongType(node, expected: "a string") }
            return address
        }
        time = EventTime.date(try event.optionalString("timestamp"))
        processingTime = event["processingTimeMillis"]?.int
        spamVerdict = Self.verdict(event, "spamVerdict")
        virusVerdict = Self.verdict(event, "virusVerdict")
        spfVerdict = Self.verdict(event, "spfVerdict")
        dkimVerdict = Self.verdict(event, "dkimVerdict")
        dmarcVerdict = Self.verdict(event, "dmarcVerdict")
        dmarcPolicy = try event.optionalString("dmarcPolicy")
        action = event.scalarStrings("action")
    }

    private static func verdict(_ event: JSONNode, _ name: String) -> Verdict? {
        event[name]?["status"]?.string.map { Verdict($0) }
    }
}
