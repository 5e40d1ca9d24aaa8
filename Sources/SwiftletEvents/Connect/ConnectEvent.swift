public import Swiftlet
public import SwiftletJSON

/// The event of an Amazon Connect flow that invokes a function.
///
/// The response is a ``ConnectResponse``, whose values the flow reads as `$.External.NAME`.
///
/// ```swift
/// let callers = EventHandler("callers") { (event: ConnectEvent, context) in
///     let language = event.contact.attributes["Language"] ?? "en-US"
///     return ConnectResponse(["greeting": language == "de-DE" ? "Guten Tag" : "Hello"])
/// }
/// ```
///
/// See [Grant Amazon Connect access to your Lambda
/// functions](https://docs.aws.amazon.com/connect/latest/adminguide/connect-lambda-functions.html).
public struct ConnectEvent: EventModel, RecognizedEvent {
    /// The contact.
    public let contact: Contact
    /// The parameters of the block that invokes the function.
    public let parameters: [String: String]

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if the contact is missing, or a member has the wrong type.
    public init(event: JSONNode) throws(EventError) {
        let details = try event.requiredObject("Details")
        contact = try EventError.at("Details") { () throws(EventError) in
            try details.nested("ContactData") { (node) throws(EventError) in try Contact(node) }
        }
        parameters = details.scalarStrings("Parameters")
    }

    /// Whether the event is of an Amazon Connect flow.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["Name"]?.kind == .string && event["Details"]?["ContactData"]?["ContactId"]?.kind == .string
    }

    /// A contact with a customer.
    public struct Contact: Sendable, Hashable {
        /// The contact ID.
        public let id: String
        /// The ID of the first contact with the customer.
        public let initialID: String?
        /// The ID of the contact before a transfer.
        public let previousID: String?
        /// The channel: `VOICE`, `CHAT`, `TASK` or `EMAIL`.
        public let channel: String
        /// How the contact was initiated, such as `INBOUND`.
        public let initiationMethod: String
        /// The ARN of the instance.
        public let instanceARN: String
        /// The attributes of the contact.
        public let attributes: [String: String]
        /// The address of the customer.
        public let customerEndpoint: Endpoint?
        /// The address that the customer reached.
        public let systemEndpoint: Endpoint?
        /// The name of the queue.
        public let queueName: String?
        /// The ARN of the queue.
        public let queueARN: String?
        /// The language, such as `en-US`.
        public let languageCode: String?
        /// The audio stream of the customer, if media streaming is started.
        public let customerAudio: AudioStream?

        init(_ node: JSONNode) throws(EventError) {
            id = try node.requiredString("ContactId")
            initialID = try node.optionalString("InitialContactId")
            previousID = try node.optionalString("PreviousContactId")
            channel = try node.optionalString("Channel") ?? ""
            initiationMethod = try node.optionalString("InitiationMethod") ?? ""
            instanceARN = try node.optionalString("InstanceARN") ?? ""
            attributes = node.scalarStrings("Attributes")
            customerEndpoint = try node.nestedIfPresent("CustomerEndpoint") { (node) throws(EventError) in
                try Endpoint(node)
            }
            systemEndpoint = try node.nestedIfPresent("SystemEndpoint") { (node) throws(EventError) in
                try Endpoint(node)
            }
            let queue = try node.optionalObject("Queue")
            queueName = queue?["Name"]?.string
            queueARN = queue?["ARN"]?.string
            languageCode = try node.optionalString("LanguageCode")
            customerAudio = node["MediaStreams"]?["Customer"]?["Audio"].flatMap { AudioStream($0) }
        }
    }

    /// The address of a party.
    public struct Endpoint: Sendable, Hashable {
        /// The type, such as `TELEPHONE_NUMBER`.
        public let type: String
        /// The address, such as a telephone number in E.164 format.
        public let address: String

        init(_ node: JSONNode) throws(EventError) {
            type = try node.optionalString("Type") ?? ""
            address = try node.optionalString("Address") ?? ""
        }
    }

    /// An audio stream in Kinesis Video Streams.
    public struct AudioStream: Sendable, Hashable {
        /// The ARN of the stream.
        public let streamARN: String
        /// The number of the fragment in which the audio starts.
        public let startFragmentNumber: String?
        /// The time at which the audio starts, in milliseconds since 1970.
        public let startTimestamp: String?

        init?(_ node: JSONNode) {
            guard let arn = node["StreamARN"]?.string else { return nil }
            streamARN = arn
            startFragmentNumber = node["StartFragmentNumber"]?.scalarText
            startTimestamp = node["StartTimestamp"]?.scalarText
        }
    }
}
