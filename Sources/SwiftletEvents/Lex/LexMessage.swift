public import SwiftletJSON

/// A message of a bot of Lex V2 to the user.
public struct LexMessage: Sendable, Hashable {
    /// The message in the format of Lex.
    public let json: JSON

    private init(_ json: JSON) {
        self.json = json
    }

    /// Plain text.
    public static func plainText(_ text: String) -> LexMessage {
        LexMessage(["contentType": "PlainText", "content": .string(text)])
    }

    /// Speech in the Speech Synthesis Markup Language.
    public static func ssml(_ text: String) -> LexMessage {
        LexMessage(["contentType": "SSML", "content": .string(text)])
    }

    /// A payload for the client, such as JSON text.
    public static func customPayload(_ text: String) -> LexMessage {
        LexMessage(["contentType": "CustomPayload", "content": .string(text)])
    }

    /// A card with an image and buttons.
    ///
    /// - Parameters:
    ///   - title: The title.
    ///   - subtitle: The subtitle, or `nil`.
    ///   - imageURL: The URL of the image, or `nil`.
    ///   - buttons: The texts of the buttons, and the input that each one sends; up to five.
    /// - Returns: The message.
    public static func card(
        title: String,
        subtitle: String? = nil,
        imageURL: String? = nil,
        buttons: [(text: String, value: String)] = []
    ) -> LexMessage {
        var card: JSONObject = ["title": .string(title)]
        if let subtitle { card["subtitle"] = .string(subtitle) }
        if let imageURL { card["imageUrl"] = .string(imageURL) }
        if !buttons.isEmpty {
            card["buttons"] = .array(buttons.map { ["text": .string($0.text), "value": .string($0.value)] })
        }
        return LexMessage(["contentType": "ImageResponseCard", "imageResponseCard": .object(card)])
    }
}
