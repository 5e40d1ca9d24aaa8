extension Samples {
    /// A click of an AWS IoT button.
    package static let iotButton: Sample = #"""
        {
          "serialNumber": "ABCDEFG12345",
          "clickType": "SINGLE",
          "batteryVoltage": "2000 mV"
        }
        """#

    /// A click of a device of AWS IoT 1-Click.
    package static let iotOneClick: Sample = #"""
        {
          "deviceEvent": {
            "buttonClicked": {
              "clickType": "DOUBLE",
              "reportedTime": "2018-05-04T23:26:33.747Z"
            }
          },
          "deviceInfo": {
            "attributes": {
              "key3": "value3"
            },
            "type": "button",
            "deviceId": "G030PMXXXXXXXXXX",
            "remainingLife": 5.00
          },
          "placementInfo": {
            "projectName": "test",
            "placementName": "myPlacement",
            "attributes": {
              "location": "Seattle"
            },
            "devices": {
              "myButton": "G030PMXXXXXXXXXX"
            }
          }
        }
        """#

    /// A connection to a custom authorizer of AWS IoT Core.
    package static let iotAuthorizer: Sample = #"""
        {
          "token": "aToken",
          "signatureVerified": true,
          "protocols": ["tls", "http", "mqtt"],
          "protocolData": {
            "tls": {
              "serverName": "serverName"
            },
            "http": {
              "headers": {
                "X-Request-ID": "abc123"
              },
              "queryString": "?foo=bar"
            },
            "mqtt": {
              "username": "myUserName",
              "password": "bXlQYXNzd29yZA==",
              "clientId": "myClientId"
            }
          },
          "connectionMetadata": {
            "id": "e56f08c3-c559-490f-aa9f-7e8427d0f57b"
          }
        }
        """#

    /// A registration to a pre-provisioning hook of AWS IoT Core.
    package static let iotProvisioning: Sample = #"""
        {
          "claimCertificateId": "string",
          "certificateId": "string",
          "certificatePem": "string",
          "templateArn": "arn:aws:iot:us-east-1:1234567890:provisioningtemplate/MyTemplate",
          "clientId": "221a6d10-9c7f-42f1-9153-e52e6fc869c1",
          "parameters": {
            "SerialNumber": "12345",
            "DeviceLocation": "Seattle"
          }
        }
        """#

    /// An event of the registry of AWS IoT Core.
    package static let iotRegistry: Sample = #"""
        {
          "eventType": "THING_EVENT",
          "eventId": "f5ae9b94-8b8e-4d8e-8c8f-b3266dd89853",
          "timestamp": 1234567890123,
          "operation": "CREATED",
          "accountId": "123456789012",
          "thingId": "b604f69c-aa9a-4d4a-829e-c480e958a0b5",
          "thingName": "MyThing",
          "versionNumber": 1,
          "thingTypeName": null,
          "attributes": {
            "attribute3": "value3",
            "attribute1": "value1",
            "attribute2": "value2"
          }
        }
        """#

    /// All events of AWS IoT.
    package static let devices: [Sample] = [iotButton, iotOneClick, iotAuthorizer, iotProvisioning, iotRegistry]
}
