import SwiftletJSON

extension SampleSource {
    /// Events of Lambda authorizers.
    static let authorizers = [
        SampleSource(
            "authorizer-token",
            summary: "REST API, TOKEN authorizer",
            json: #"""
                {
                  "type": "TOKEN",
                  "authorizationToken": "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
                  "methodArn": "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/prod/GET/orders/42"
                }
                """#
        ),
        SampleSource(
            "authorizer-request",
            summary: "REST API, REQUEST authorizer",
            json: #"""
                {
                  "type": "REQUEST",
                  "methodArn": "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/prod/GET/orders/42",
                  "resource": "/orders/{order_id}",
                  "path": "/orders/42",
                  "httpMethod": "GET",
                  "headers": {
                    "Accept": "*/*",
                    "Authorization": "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
                    "Host": "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com",
                    "User-Agent": "curl/8.5.0",
                    "X-Amzn-Trace-Id": "Root=1-6955b900-0123456789abcdef01234567",
                    "X-Forwarded-For": "203.0.113.7",
                    "X-Forwarded-Port": "443",
                    "X-Forwarded-Proto": "https"
                  },
                  "multiValueHeaders": {
                    "Accept": ["*/*"],
                    "Authorization": ["Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"],
                    "Host": ["a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com"],
                    "User-Agent": ["curl/8.5.0"],
                    "X-Amzn-Trace-Id": ["Root=1-6955b900-0123456789abcdef01234567"],
                    "X-Forwarded-For": ["203.0.113.7"],
                    "X-Forwarded-Port": ["443"],
                    "X-Forwarded-Proto": ["https"]
                  },
                  "queryStringParameters": {"expand": "items"},
                  "multiValueQueryStringParameters": {"expand": ["items"]},
                  "pathParameters": {"order_id": "42"},
                  "stageVariables": {},
                  "requestContext": {
                    "resourceId": "a1b2c3",
                    "resourcePath": "/orders/{order_id}",
                    "httpMethod": "GET",
                    "extendedRequestId": "aBcDeFgHiJkLmNo=",
                    "requestTime": "01/Jan/2026:00:00:00 +0000",
                    "path": "/prod/orders/42",
                    "accountId": "123456789012",
                    "protocol": "HTTP/1.1",
                    "stage": "prod",
                    "domainPrefix": "a1b2c3d4e5",
                    "requestTimeEpoch": 1767225600000,
                    "requestId": "3f6c2f0e-7d1b-4f0a-9b52-6c1d8f0b7a11",
                    "identity": {
                      "cognitoIdentityPoolId": null,
                      "accountId": null,
                      "cognitoIdentityId": null,
                      "caller": null,
                      "sourceIp": "203.0.113.7",
                      "principalOrgId": null,
                      "accessKey": null,
                      "cognitoAuthenticationType": null,
                      "cognitoAuthenticationProvider": null,
                      "userArn": null,
                      "userAgent": "curl/8.5.0",
                      "user": null
                    },
                    "domainName": "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com",
                    "deploymentId": "d1e2f3",
                    "apiId": "a1b2c3d4e5"
                  }
                }
                """#
        ),
        SampleSource(
            "authorizer-request-v2",
            summary: "HTTP API, REQUEST authorizer, payload format 2.0",
            json: #"""
                {
                  "version": "2.0",
                  "type": "REQUEST",
                  "routeArn": "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/$default/GET/orders/{order_id}",
                  "identitySource": ["Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"],
                  "routeKey": "GET /orders/{order_id}",
                  "rawPath": "/orders/42",
                  "rawQueryString": "expand=items",
                  "cookies": ["theme=dark"],
                  "headers": {
                    "accept": "*/*",
                    "authorization": "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
                    "content-length": "0",
                    "host": "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com",
                    "user-agent": "curl/8.5.0",
                    "x-amzn-trace-id": "Root=1-6955b900-0123456789abcdef01234567",
                    "x-forwarded-for": "203.0.113.7",
                    "x-forwarded-port": "443",
                    "x-forwarded-proto": "https"
                  },
                  "queryStringParameters": {"expand": "items"},
                  "requestContext": {
                    "accountId": "123456789012",
                    "apiId": "a1b2c3d4e5",
                    "domainName": "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com",
                    "domainPrefix": "a1b2c3d4e5",
                    "http": {
                      "method": "GET",
                      "path": "/orders/42",
                      "protocol": "HTTP/1.1",
                      "sourceIp": "203.0.113.7",
                      "userAgent": "curl/8.5.0"
                    },
                    "requestId": "JKJaXmPLvHcESHA=",
                    "routeKey": "GET /orders/{order_id}",
                    "stage": "$default",
                    "time": "01/Jan/2026:00:00:00 +0000",
                    "timeEpoch": 1767225600000
                  },
                  "pathParameters": {"order_id": "42"}
                }
                """#
        ),
    ]
}
