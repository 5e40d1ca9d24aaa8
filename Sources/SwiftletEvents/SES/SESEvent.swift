public import Swiftlet
public import SwiftletJSON

/// An email that a receipt rule of SES passes to a function.
///
/// ```swift
/// let support = EventHandler("support", from: "support@example.com") { (event: SESEvent, context) in
///     let isSpam = event.records.contains { $0.receipt.spamVerdict == .fail }
///     return isSpam ? SESDisposition.stopRuleSet : .continue
/// }
/// ```
///
/// The event contains the headers of the email but not its content
/// ([Amazon SES documentation, "Invoke Lambda function action"](https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-lambda.html)).
/// If the action invokes the function synchronously, the ``SESDisposition`` that the handler returns decides about the next
/// actions. The source of a handler is the address or the domain of a recipient.
public struct SESEvent: EventModel, RecognizedEvent {
    /// The emails; SES delivers one per event.
    public var records: [Record]

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if `Records` is missing, or a record lacks a required member.
    public init(event: JSONNode) throws(EventError) {
        records = try event.records { (node) throws(EventError) in try Record(node) }
    }

    /// Whether the event is from a receipt rule.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event.hasRecords(from: "aws:ses")
    }

    /// The addresses, and then the domains, of the recipients that the receipt rule matches.
    public static func sources(of event: JSONNode) -> [String] {
        let recipients = event["Records"]?[0]?["ses"]?["receipt"]?.strings("recipients") ?? []
        let domains = recipients.compactMap { address in
            address.utf8.lastIndex(of: UInt8(ascii: "@")).map { String(address[address.utf8.index(after: $0)...]) }
        }
        return recipients + domains
    }

    /// An email.
    public struct Record: Sendable, Hashable {
        /// The email.
        public var mail: SESMail
        /// How SES received the email.
        public var receipt: SESReceipt

        init(_ node: JSONNode) throws(EventError) {
            let ses = try node.requiredObject("ses")
            do {
                let mail = try ses.requiredObject("mail")
                self.mail = try EventError.at("mail") { () throws(EventError) in try SESMail(event: mail) }
                let receipt = try ses.requiredObject("receipt")
                self.receipt = try EventError.at("receipt") { () throws(EventError) in try SESReceipt(event: receipt) }
            } catch {
                throw error.inside("ses")
            }
        }
    }
}
