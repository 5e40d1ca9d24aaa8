public import FoundationEssentials
public import Swiftlet
public import SwiftletJSON

/// The headers of an email in a ``SESEvent``.
public struct SESMail: EventModel, Hashable {
    /// A header field of an email.
    public struct Header: Sendable, Hashable {
        /// The name.
        public var name: String
        /// The value.
        public var value: String
    }

    /// The message ID that SES assigned; also the key of the email if a preceding action stores it in S3.
    public var messageID: String
    /// The address of the envelope's sender (`MAIL FROM`).
    public var source: String
    /// The addresses of all recipients.
    public var destination: [String]
    /// The time SES received the email, or `nil` if the event has none.
    public var receivedAt: Date?
    /// The header fields, in the order of the email.
    public var headers: [Header]
    /// Whether ``headers`` is truncated because the headers are larger than 10 KB.
    public var headersTruncated: Bool
    /// The addresses in `From`.
    public var from: [String]
    /// The addresses in `To`.
    public var to: [String]
    /// The addresses in `Cc`.
    public var cc: [String]
    /// The addresses in `Bcc`.
    public var bcc: [String]
    /// The addresses in `Reply-To`.
    public var replyTo: [String]
    /// The address in `Sender`.
    public var sender: String?
    /// The subject.
    public var subject: String?
    /// The date in the email, such as `Mon, 5 Dec 2016 18:40:08 -0800`.
    public var date: String?
    /// The address in `Return-Path`.
    public var returnPath: String?
    /// The `Message-ID` in the email.
    public var headerMessageID: String?

    /// Creates the headers from their JSON.
    ///
    /// - Throws: ``EventError`` if `messageId` is missing, or a member has the wrong type.
    public init(event: JSONNode) throws(EventError) {
        messageID = try event.requiredString("messageId")
        source = try event.optionalString("source") ?? ""
        destination = event.strings("destination")
        receivedAt = EventTime.date(try event.optionalString("timestamp"))
        headers = try event.optionalList("headers") { (node) throws(EventError) in
            Header(name: try node.requiredString("name"), value: try node.optionalString("value") ?? "")
        }
        headersTruncated = event["headersTruncated"]?.bool ?? false
        let common = try event.optionalObject("commonHeaders")
        from = common?.strings("from") ?? []
        to = common?.strings("to") ?? []
        cc = common?.strings("cc") ?? []
        bcc = common?.strings("bcc") ?? []
        replyTo = common?.strings("replyTo") ?? []
        sender = common?["sender"]?.string
        subject = common?["subject"]?.string
        date = common?["date"]?.string
        returnPath = common?["returnPath"]?.string
        headerMessageID = common?["messageId"]?.string
    }

    /// The value of the first header field with this name, which is compared without regard to case.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased().utf8.elementsEqual(name.lowercased().utf8) }?.value
    }
}
