import EventSamples
import Swiftlet
import SwiftletJSON
import Testing

@testable import SwiftletEvents

@Suite struct LexTests {
    private func event() throws -> LexEvent { try LexEvent(event: try node(Samples.lex)) }

    @Test func `decodes the event of a bot`() throws {
        let event = try event()
        #expect(event.invocationSource == .dialog)
        #expect(event.inputTranscript == "roses")
        #expect(event.bot.localeID == "en_US")
        #expect(event.intent?.name == "OrderFlowers")
        #expect(event.intent?.state == .inProgress)
        #expect(event.intent?.confirmation == LexIntent.Confirmation.none)
        #expect(event.intent?["FlowerType"]?.interpretedValue == "roses")
        #expect(event.intent?["PickupDate"] == nil)
        #expect(event.intent?.slotNames == ["FlowerType", "PickupDate"])
        #expect(event.sessionAttributes == ["customer": "7"])
        #expect(event.interpretations.map(\.confidence) == [0.84, nil])
        #expect(event.interpretations.last?.intent.name == "FallbackIntent")
        #expect(event.proposedNextState?["dialogAction"]?["slotToElicit"] == "PickupDate")
        #expect(event.transcriptions.count == 1)
    }

    @Test func `closes a dialog and keeps the session`() throws {
        var response = LexResponse.close(.fulfilled, to: try event(), messages: [.plainText("Thank you.")])
        response.sessionAttributes["paid"] = "yes"
        let encoded = try json(response)
        #expect(encoded["sessionState"]?["dialogAction"] == ["type": "Close"])
        #expect(encoded["sessionState"]?["intent"]?["state"] == "Fulfilled")
        #expect(encoded["sessionState"]?["intent"]?["name"] == "OrderFlowers")
        #expect(encoded["sessionState"]?["sessionAttributes"] == ["customer": "7", "paid": "yes"])
        #expect(encoded["sessionState"]?["runtimeHints"] == ["slotHints": [:]])
        #expect(encoded["messages"] == [["contentType": "PlainText", "content": "Thank you."]])
        #expect(encoded["requestAttributes"] == ["x-amz-lex:channels:platform": "Web"])
    }

    @Test func `elicits a slot after it changed another`() throws {
        let event = try event()
        var intent = try #require(event.intent)
        intent["FlowerType"] = LexSlot("tulips")
        let encoded = try json(LexResponse.elicitSlot("PickupDate", to: event, intent: intent))
        #expect(
            encoded["sessionState"]?["dialogAction"] == ["type": "ElicitSlot", "slotToElicit": "PickupDate"]
        )
        #expect(
            encoded["sessionState"]?["intent"]?["slots"] == [
                "FlowerType": [
                    "shape": "Scalar",
                    "value": [
                        "interpretedValue": "tulips", "originalValue": "tulips", "resolvedValues": ["tulips"],
                    ],
                ],
                "PickupDate": nil,
            ]
        )
        #expect(encoded["messages"] == nil)
    }

    @Test func `other dialog actions`() throws {
        let event = try event()
        func action(_ response: LexResponse) throws -> JSON? {
            try json(response)["sessionState"]?["dialogAction"]?["type"]
        }
        #expect(try action(.delegate(to: event)) == "Delegate")
        #expect(try action(.confirmIntent(to: event)) == "ConfirmIntent")
        let elicit = LexResponse.elicitIntent(
            to: event,
            messages: [
                .card(title: "Flowers", buttons: [(text: "Roses", value: "roses")]), .ssml("<speak/>"),
                .customPayload("{}"),
            ]
        )
        #expect(try action(elicit) == "ElicitIntent")
        #expect(try json(elicit)["sessionState"]?["intent"] == nil)
        #expect(
            try json(elicit)["messages"]?[0] == [
                "contentType": "ImageResponseCard",
                "imageResponseCard": ["title": "Flowers", "buttons": [["text": "Roses", "value": "roses"]]],
            ]
        )
    }

    @Test(arguments: [
        #"{"shape": "Scalar", "value": {"interpretedValue": "a", "originalValue": "A", "resolvedValues": []}}"#,
        #"{"shape": "List", "values": [{"shape": "Scalar", "value": {"interpretedValue": "a", "resolvedValues": ["a"]}}]}"#,
        #"{"shape": "Composite", "subSlots": {"city": {"shape": "Scalar", "value": {"interpretedValue": "a", "resolvedValues": []}}}}"#,
    ])
    func `slots of each shape are decoded and encoded`(text: String) throws {
        let value = try JSON(parsing: text)
        #expect(LexSlot(value).json == value)
    }
}
