import SwiftletJSON

extension SampleSource {
    /// Requests of AppSync APIs.
    static let appsync = [
        SampleSource(
            "appsync",
            summary: "AppSync, direct Lambda resolver",
            json: #"""
                {
                  "arguments": {"id": "42"},
                  "identity": {
                    "claims": {"sub": "192879fc-a240-4bf1-ab5a-d6a00f3063f9", "token_use": "access", "username": "ada"},
                    "defaultAuthStrategy": "ALLOW",
                    "groups": ["editors"],
                    "issuer": "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_aBcDeFgHi",
                    "sourceIp": ["203.0.113.7"],
                    "sub": "192879fc-a240-4bf1-ab5a-d6a00f3063f9",
                    "username": "ada"
                  },
                  "source": null,
                  "request": {
                    "headers": {
                      "host": "example.appsync-api.eu-central-1.amazonaws.com",
                      "content-type": "application/json",
                      "x-forwarded-for": "203.0.113.7"
                    },
                    "domainName": null
                  },
                  "prev": null,
                  "info": {
                    "selectionSetList": ["id", "title"],
                    "selectionSetGraphQL": "{\n  id\n  title\n}",
                    "parentTypeName": "Query",
                    "fieldName": "book",
                    "variables": {}
                  },
                  "stash": {}
                }
                """#
        ),
        SampleSource(
            "appsync-batch",
            summary: "AppSync, direct Lambda resolver with batching",
            json: #"""
                [
                  {
                    "arguments": {},
                    "identity": {
                      "claims": {"sub": "192879fc-a240-4bf1-ab5a-d6a00f3063f9", "token_use": "access", "username": "ad\#
                a"},
                      "defaultAuthStrategy": "ALLOW",
                      "groups": ["editors"],
                      "issuer": "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_aBcDeFgHi",
                      "sourceIp": ["203.0.113.7"],
                      "sub": "192879fc-a240-4bf1-ab5a-d6a00f3063f9",
                      "username": "ada"
                    },
                    "source": {"id": "1", "author": "Ada"},
                    "request": {
                      "headers": {
                        "host": "example.appsync-api.eu-central-1.amazonaws.com",
                        "content-type": "application/json",
                        "x-forwarded-for": "203.0.113.7"
                      },
                      "domainName": null
                    },
                    "prev": null,
                    "info": {
                      "selectionSetList": ["id", "title"],
                      "selectionSetGraphQL": "{\n  id\n  title\n}",
                      "parentTypeName": "Book",
                      "fieldName": "author",
                      "variables": {}
                    },
                    "stash": {}
                  },
                  {
                    "arguments": {},
                    "identity": {
                      "claims": {"sub": "192879fc-a240-4bf1-ab5a-d6a00f3063f9", "token_use": "access", "username": "ad\#
                a"},
                      "defaultAuthStrategy": "ALLOW",
                      "groups": ["editors"],
                      "issuer": "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_aBcDeFgHi",
                      "sourceIp": ["203.0.113.7"],
                      "sub": "192879fc-a240-4bf1-ab5a-d6a00f3063f9",
                      "username": "ada"
                    },
                    "source": {"id": "2", "author": "Grace"},
                    "request": {
                      "headers": {
                        "host": "example.appsync-api.eu-central-1.amazonaws.com",
                        "content-type": "application/json",
                        "x-forwarded-for": "203.0.113.7"
                      },
                      "domainName": null
                    },
                    "prev": null,
                    "info": {
                      "selectionSetList": ["id", "title"],
                      "selectionSetGraphQL": "{\n  id\n  title\n}",
                      "parentTypeName": "Book",
                      "fieldName": "author",
                      "variables": {}
                    },
                    "stash": {}
                  }
                ]
                """#
        ),
        SampleSource(
            "appsync-authorizer",
            summary: "AppSync, Lambda authorizer",
            json: #"""
                {
                  "authorizationToken": "ExampleAUTHtoken123123123",
                  "requestContext": {
                    "apiId": "aaaaaa123123123example123",
                    "accountId": "123456789012",
                    "requestId": "f4081827-1111-4444-5555-5cf4695f339f",
                    "queryString": "query Book($id: ID!) {\n  book(id: $id) { title }\n}\n",
                    "operationName": "Book",
                    "variables": {"id": "42"}
                  },
                  "requestHeaders": {"host": "example.appsync-api.eu-central-1.amazonaws.com", "user-agent": "curl/8.5\#
                .0"}
                }
                """#
        ),
    ]
}
