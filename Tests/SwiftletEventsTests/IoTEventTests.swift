import EventSamples
import FoundationEssentials
import Swiftlet
import SwiftletJSON
import Testing

@testable import SwiftletEvents

@Suite struct IoTEventTests {
    @Test func `decodes a click of a button`() throws {
        let event = try IoTButtonEvent(event: try node(Samples.iotButton))
        #expect(event.serialNumber == "ABCDEFG12345")
        #expect(event.clickType == .single)
        #expect(event.batteryVoltage == "2000 mV")
    }

    @Test func `decodes a click of a device of AWS IoT 1-Click`() throws {
        let event = try IoTOneClickEvent(event: try node(Samples.iotOneClick))
        #expect(event.clickType == .double)
        #expect(event.reportedAt == Date(rfc3339: "2018-05-04T23:26:33.747Z"))
        #expect(event.deviceID == "G030PMXXXXXXXXXX")
        #expect(event.remainingLife == 5)
        #expect(event.deviceAttributes == ["key3": "value3"])
        #expect(event.project == "test")
        #expect(event.placement == "myPlacement")
        #expect(event.placementAttributes == ["location": "Seattle"])
        #expect(event.devices == ["myButton": "G030PMXXXXXXXXXX"])
    }

    @Test func `decodes a connection to a custom authorizer, and encodes the response`() throws {
        let event = try IoTAuthorizerEvent(event: try node(Samples.iotAuthorizer))
        #expect(event.token?.revealed == "aToken")
        #expect(event.isSignatureVerified)
        #expect(event.protocols == ["tls", "http", "mqtt"])
        #expect(event.serverName == "serverName")
        #expect(event.httpHeaders == ["X-Request-ID": "abc123"])
        #expect(event.httpQueryString == "?foo=bar")
        #expect(event.mqttUserName == "myUserName")
        #expect(event.mqttPassword?.revealed == Array("myPassword".utf8))
        #expect(!"\(event)".contains("aToken"))
        #expect(event.mqttClientID == "myClientId")
        #expect(event.connectionID == "e56f08c3-c559-490f-aa9f-7e8427d0f57b")
        let policy: JSON = ["Version": "2012-10-17", "Statement": []]
        let response = IoTAuthorizerResponse(principalID: "sensor", policies: [policy], refreshAfter: 300)
        #expect(
            try json(response) == [
                "isAuthenticated": true, "principalId": "sensor", "disconnectAfterInSeconds": 86_400,
                "refreshAfterInSeconds": 300, "policyDocuments": [policy],
            ]
        )
        #expect(try json(IoTAuthorizerResponse.denied)["isAuthenticated"] == false)
        #expect(try json(IoTAuthorizerResponse.denied)["policyDocuments"] == [])
    }

    @Test func `decodes a registration, and encodes the response`() throws {
        let event = try IoTProvisioningEvent(event: try node(Samples.iotProvisioning))
        #expect(event.templateARN.hasSuffix("provisioningtemplate/MyTemplate"))
        #expect(event.clientID == "221a6d10-9c7f-42f1-9153-e52e6fc869c1")
        #expect(event.parameters == ["SerialNumber": "12345", "DeviceLocation": "Seattle"])
        #expect(
            try json(IoTProvisioningResponse(allowsProvisioning: true, parameterOverrides: ["a": "b"]))
                == ["allowProvisioning": true, "parameterOverrides": ["a": "b"]]
        )
        #expect(try json(IoTProvisioningResponse(allowsProvisioning: false)) == ["allowProvisioning": false])
    }

    @Test func `decodes an event of the registry`() throws {
        let event = try IoTRegistryEvent(event: try node(Samples.iotRegistry))
        #expect(event.eventType == "THING_EVENT")
        #expect(event.operation == "CREATED")
        #expect(event.time == Date(timeIntervalSince1970: 1_234_567_890.123))
        #expect(event.thingName == "MyThing")
        #expect(event.thingTypeName == nil)
        #expect(event.version == 1)
        #expect(event.attributes.count == 3)
        #expect(event.detail["thingId"] == "b604f69c-aa9a-4d4a-829e-c480e958a0b5")
    }
}
