extension Samples {
    /// WebSocket API, connect.
    package static let webSocketConnect: Sample = #"""
        {
          "headers": {
            "Host": "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com",
            "Sec-WebSocket-Extensions": "permessage-deflate",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Protocol": "chat.v2, chat.v1",
            "Sec-WebSocket-Version": "13",
            "X-Forwarded-For": "203.0.113.7",
            "X-Forwarded-Port": "443",
            "X-Forwarded-Proto": "https"
          },
          "multiValueHeaders": {
            "Host": ["a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com"],
            "Sec-WebSocket-Extensions": ["permessage-deflate"],
            "Sec-WebSocket-Key": ["dGhlIHNhbXBsZSBub25jZQ=="],
            "Sec-WebSocket-Protocol": ["chat.v2, chat.v1"],
            "Sec-WebSocket-Version": ["13"],
            "X-Forwarded-For": ["203.0.113.7"],
            "X-Forwarded-Port": ["443"],
            "X-Forwarded-Proto": ["https"]
          },
          "queryStringParameters": {"room": "lobby"},
          "multiValueQueryStringParameters": {"room": ["lobby"]},
          "requestContext": {
            "routeKey": "$connect",
            "eventType": "CONNECT",
            "extendedRequestId": "R1knPH17NjMFftw=",
            "requestTime": "01/Jan/2026:00:00:10 +0000",
            "messageDirection": "IN",
            "stage": "prod",
            "connectedAt": 1767225600000,
            "requestTimeEpoch": 1767225610000,
            "identity": {"userAgent": "Mozilla/5.0", "sourceIp": "203.0.113.7"},
            "requestId": "R1knPH17NjMFftw=",
            "domainName": "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com",
            "connectionId": "R1kmxc2VNjMCFIA=",
            "apiId": "a1b2c3d4e5"
          },
          "isBase64Encoded": false
        }
        """#

    /// WebSocket API, message.
    package static let webSocketMessage: Sample = #"""
        {
          "requestContext": {
            "routeKey": "$default",
            "eventType": "MESSAGE",
            "extendedRequestId": "R1knPH17NjMFftw=",
            "requestTime": "01/Jan/2026:00:00:10 +0000",
            "messageDirection": "IN",
            "stage": "prod",
            "connectedAt": 1767225600000,
            "requestTimeEpoch": 1767225610000,
            "identity": {"userAgent": "Mozilla/5.0", "sourceIp": "203.0.113.7"},
            "requestId": "R1knPH17NjMFftw=",
            "domainName": "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com",
            "connectionId": "R1kmxc2VNjMCFIA=",
            "apiId": "a1b2c3d4e5",
            "messageId": "R1knPc2ntjMCFIA="
          },
          "body": "{\"action\":\"send\",\"text\":\"Hello\"}",
          "isBase64Encoded": false
        }
        """#

    /// WebSocket API, disconnect.
    package static let webSocketDisconnect: Sample = #"""
        {
          "headers": {
            "Host": "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com",
            "x-api-key": "",
            "X-Forwarded-For": "",
            "x-restapi": ""
          },
          "multiValueHeaders": {
            "Host": ["a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com"],
            "x-api-key": [""],
            "X-Forwarded-For": [""],
            "x-restapi": [""]
          },
          "requestContext": {
            "routeKey": "$disconnect",
            "eventType": "DISCONNECT",
            "extendedRequestId": "R1knPH17NjMFftw=",
            "requestTime": "01/Jan/2026:00:00:10 +0000",
            "messageDirection": "IN",
            "stage": "prod",
            "connectedAt": 1767225600000,
            "requestTimeEpoch": 1767225610000,
            "identity": {"userAgent": "Mozilla/5.0", "sourceIp": "203.0.113.7"},
            "requestId": "R1knPH17NjMFftw=",
            "domainName": "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com",
            "connectionId": "R1kmxc2VNjMCFIA=",
            "apiId": "a1b2c3d4e5",
            "disconnectStatusCode": 1001,
            "disconnectReason": "going away"
          },
          "isBase64Encoded": false
        }
        """#

    /// WebSocket API, REQUEST authorizer.
    package static let webSocketAuthorizer: Sample = #"""
        {
          "type": "REQUEST",
          "methodArn": "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/prod/$connect",
          "headers": {
            "Host": "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com",
            "Sec-WebSocket-Extensions": "permessage-deflate",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Protocol": "chat.v2, chat.v1",
            "Sec-WebSocket-Version": "13",
            "X-Forwarded-For": "203.0.113.7",
            "X-Forwarded-Port": "443",
            "X-Forwarded-Proto": "https"
          },
          "multiValueHeaders": {
            "Host": ["a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com"],
            "Sec-WebSocket-Extensions": ["permessage-deflate"],
            "Sec-WebSocket-Key": ["dGhlIHNhbXBsZSBub25jZQ=="],
            "Sec-WebSocket-Protocol": ["chat.v2, chat.v1"],
            "Sec-WebSocket-Version": ["13"],
            "X-Forwarded-For": ["203.0.113.7"],
            "X-Forwarded-Port": ["443"],
            "X-Forwarded-Proto": ["https"]
          },
          "queryStringParameters": {"token": "secret"},
          "multiValueQueryStringParameters": {"token": ["secret"]},
          "stageVariables": {},
          "requestContext": {
            "routeKey": "$connect",
            "eventType": "CONNECT",
            "extendedRequestId": "R1knPH17NjMFftw=",
            "requestTime": "01/Jan/2026:00:00:10 +0000",
            "messageDirection": "IN",
            "stage": "prod",
            "connectedAt": 1767225600000,
            "requestTimeEpoch": 1767225610000,
            "identity": {"userAgent": "Mozilla/5.0", "sourceIp": "203.0.113.7"},
            "requestId": "R1knPH17NjMFftw=",
            "domainName": "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com",
            "connectionId": "R1kmxc2VNjMCFIA=",
            "apiId": "a1b2c3d4e5"
          }
        }
        """#
}
