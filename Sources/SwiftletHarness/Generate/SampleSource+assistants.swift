import SwiftletJSON

extension SampleSource {
    /// Events of Bedrock agents, Lex bots and Amazon Connect flows.
    static let assistants = [
        SampleSource(
            "bedrock-function",
            summary: "Bedrock agent, action group with function details",
            json: #"""
                {
                  "messageVersion": "1.0",
                  "agent": {"name": "claims", "version": "DRAFT", "id": "8ZXY0W8P1H", "alias": "TSTALIASID"},
                  "inputText": "Remind me of claim 20",
                  "sessionId": "12345678912345",
                  "actionGroup": "claims",
                  "function": "remind",
                  "parameters": [
                    {"name": "claim_id", "type": "integer", "value": "20"},
                    {"name": "urgent", "type": "boolean", "value": "true"},
                    {"name": "note", "type": "string", "value": "soon"}
                  ],
                  "sessionAttributes": {"tenant": "acme"},
                  "promptSessionAttributes": {}
                }
                """#
        ),
        SampleSource(
            "bedrock-api",
            summary: "Bedrock agent, action group with an OpenAPI schema",
            json: #"""
                {
                  "messageVersion": "1.0",
                  "agent": {"name": "claims", "version": "DRAFT", "id": "8ZXY0W8P1H", "alias": "TSTALIASID"},
                  "inputText": "Remind me of claim 20",
                  "sessionId": "12345678912345",
                  "actionGroup": "claims",
                  "apiPath": "/claims/{claim_id}/reminders",
                  "httpMethod": "POST",
                  "parameters": [
                    {"name": "claim_id", "type": "string", "value": "20 a"},
                    {"name": "lang", "type": "string", "value": "de"}
                  ],
                  "requestBody": {
                    "content": {
                      "application/json": {
                        "properties": [
                          {"name": "text", "type": "string", "value": "Please send it."},
                          {"name": "days", "type": "integer", "value": "7"},
                          {"name": "topics", "type": "array", "value": "[\"vat\"]"}
                        ]
                      }
                    }
                  },
                  "sessionAttributes": {"tenant": "acme"},
                  "promptSessionAttributes": {}
                }
                """#
        ),
        SampleSource(
            "lex",
            summary: "Lex V2 bot, dialog code hook",
            json: #"""
                {
                  "messageVersion": "1.0",
                  "invocationSource": "DialogCodeHook",
                  "inputMode": "Text",
                  "responseContentType": "text/plain; charset=utf-8",
                  "sessionId": "042823ac-3bf3-4b3d-9b0c-8d9e0c9a2a11",
                  "inputTranscript": "roses",
                  "invocationLabel": "AfterFlowerType",
                  "bot": {
                    "id": "VM1A2B3C4D",
                    "name": "FlowerShop",
                    "aliasId": "TSTALIASID",
                    "aliasName": "TestBotAlias",
                    "localeId": "en_US",
                    "version": "DRAFT"
                  },
                  "interpretations": [
                    {
                      "intent": {
                        "name": "OrderFlowers",
                        "slots": {
                          "FlowerType": {
                            "shape": "Scalar",
                            "value": {"originalValue": "roses", "interpretedValue": "roses", "resolvedValues": ["roses\#
                "]}
                          },
                          "PickupDate": null
                        },
                        "state": "InProgress",
                        "confirmationState": "None"
                      },
                      "interpretationSource": "Lex",
                      "nluConfidence": 0.84
                    },
                    {
                      "intent": {"name": "FallbackIntent", "slots": {}, "state": "InProgress", "confirmationState": "N\#
                one"},
                      "interpretationSource": "Lex"
                    }
                  ],
                  "proposedNextState": {
                    "dialogAction": {"slotToElicit": "PickupDate", "type": "ElicitSlot"},
                    "intent": {
                      "name": "OrderFlowers",
                      "slots": {
                        "FlowerType": {
                          "shape": "Scalar",
                          "value": {"originalValue": "roses", "interpretedValue": "roses", "resolvedValues": ["roses"]}
                        },
                        "PickupDate": null
                      },
                      "state": "InProgress",
                      "confirmationState": "None"
                    },
                    "prompt": {"attempt": "Initial"}
                  },
                  "requestAttributes": {"x-amz-lex:channels:platform": "Web"},
                  "sessionState": {
                    "activeContexts": [],
                    "sessionAttributes": {"customer": "7"},
                    "runtimeHints": {"slotHints": {}},
                    "intent": {
                      "name": "OrderFlowers",
                      "slots": {
                        "FlowerType": {
                          "shape": "Scalar",
                          "value": {"originalValue": "roses", "interpretedValue": "roses", "resolvedValues": ["roses"]}
                        },
                        "PickupDate": null
                      },
                      "state": "InProgress",
                      "confirmationState": "None"
                    },
                    "originatingRequestId": "9c7d4f5e-7a1b-4a31-8f7e-0d2f2f5f1c11"
                  },
                  "transcriptions": [
                    {
                      "transcription": "roses",
                      "transcriptionConfidence": 1.0,
                      "resolvedContext": {"intent": "OrderFlowers"},
                      "resolvedSlots": {
                        "FlowerType": {"shape": "Scalar", "value": {"originalValue": "roses", "resolvedValues": ["rose\#
                s"]}}
                      }
                    }
                  ]
                }
                """#
        ),
        SampleSource(
            "connect",
            summary: "Amazon Connect flow",
            json: #"""
                {
                  "Name": "ContactFlowEvent",
                  "Details": {
                    "ContactData": {
                      "Attributes": {"Language": "de-DE"},
                      "Channel": "VOICE",
                      "ContactId": "5ca32fbd-8f92-46af-92a5-6b0f970f0efe",
                      "CustomerEndpoint": {"Address": "+491234567890", "Type": "TELEPHONE_NUMBER"},
                      "CustomerId": null,
                      "Description": null,
                      "InitialContactId": "5ca32fbd-8f92-46af-92a5-6b0f970f0efe",
                      "InitiationMethod": "INBOUND",
                      "InstanceARN": "arn:aws:connect:eu-central-1:123456789012:instance/9308c2a1-9bc6-4cea-8290-6c0b4\#
                a6d38fa",
                      "LanguageCode": "de-DE",
                      "MediaStreams": {
                        "Customer": {
                          "Audio": {
                            "StartFragmentNumber": "91343852333181432392682062622220590765191907586",
                            "StartTimestamp": "1767225600000",
                            "StreamARN": "arn:aws:kinesisvideo:eu-central-1:123456789012:stream/calls/1565272947806"
                          }
                        }
                      },
                      "Name": null,
                      "PreviousContactId": "5ca32fbd-8f92-46af-92a5-6b0f970f0efe",
                      "Queue": {
                        "ARN": "arn:aws:connect:eu-central-1:123456789012:instance/9308c2a1-9bc6-4cea-8290-6c0b4a6d38f\#
                a/queue/5cba7cbf-1ecb-4b6d-b8bd-fe91079b3fc8",
                        "Name": "orders"
                      },
                      "References": {},
                      "SystemEndpoint": {"Address": "+499876543210", "Type": "TELEPHONE_NUMBER"}
                    },
                    "Parameters": {"order_id": "42"}
                  }
                }
                """#
        ),
    ]
}
