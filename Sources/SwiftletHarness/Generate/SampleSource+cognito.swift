import SwiftletJSON

extension SampleSource {
    /// Events of the triggers of Cognito user pools.
    static let cognito = [
        SampleSource(
            "cognito-pre-sign-up",
            summary: "Cognito user pool, pre sign-up trigger",
            json: #"""
                {
                  "version": "1",
                  "triggerSource": "PreSignUp_SignUp",
                  "region": "eu-central-1",
                  "userPoolId": "eu-central-1_aBcDeFgHi",
                  "userName": "ada",
                  "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12exampl\#
                e"},
                  "request": {
                    "userAttributes": {"email": "ada@example.com", "name": "Ada Lovelace"},
                    "validationData": null,
                    "clientMetadata": {"source": "web"}
                  },
                  "response": {"autoConfirmUser": false, "autoVerifyEmail": false, "autoVerifyPhone": false}
                }
                """#
        ),
        SampleSource(
            "cognito-post-confirmation",
            summary: "Cognito user pool, post confirmation trigger",
            json: #"""
                {
                  "version": "1",
                  "triggerSource": "PostConfirmation_ConfirmSignUp",
                  "region": "eu-central-1",
                  "userPoolId": "eu-central-1_aBcDeFgHi",
                  "userName": "ada",
                  "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12exampl\#
                e"},
                  "request": {
                    "userAttributes": {
                      "sub": "0f8fad5b-d9cb-469f-a165-70867728950e",
                      "email_verified": "true",
                      "cognito:user_status": "CONFIRMED",
                      "email": "ada@example.com"
                    }
                  },
                  "response": {}
                }
                """#
        ),
        SampleSource(
            "cognito-pre-authentication",
            summary: "Cognito user pool, pre authentication trigger",
            json: #"""
                {
                  "version": "1",
                  "triggerSource": "PreAuthentication_Authentication",
                  "region": "eu-central-1",
                  "userPoolId": "eu-central-1_aBcDeFgHi",
                  "userName": "ada",
                  "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12exampl\#
                e"},
                  "request": {
                    "userAttributes": {
                      "sub": "0f8fad5b-d9cb-469f-a165-70867728950e",
                      "email_verified": "true",
                      "cognito:user_status": "CONFIRMED",
                      "email": "ada@example.com"
                    },
                    "validationData": {"device": "phone"},
                    "userNotFound": false
                  },
                  "response": {}
                }
                """#
        ),
        SampleSource(
            "cognito-post-authentication",
            summary: "Cognito user pool, post authentication trigger",
            json: #"""
                {
                  "version": "1",
                  "triggerSource": "PostAuthentication_Authentication",
                  "region": "eu-central-1",
                  "userPoolId": "eu-central-1_aBcDeFgHi",
                  "userName": "ada",
                  "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12exampl\#
                e"},
                  "request": {
                    "userAttributes": {
                      "sub": "0f8fad5b-d9cb-469f-a165-70867728950e",
                      "email_verified": "true",
                      "cognito:user_status": "CONFIRMED",
                      "email": "ada@example.com"
                    },
                    "newDeviceUsed": true,
                    "clientMetadata": {"source": "web"}
                  },
                  "response": {}
                }
                """#
        ),
        SampleSource(
            "cognito-pre-token-generation",
            summary: "Cognito user pool, pre token generation trigger, version 1",
            json: #"""
                {
                  "version": "1",
                  "triggerSource": "TokenGeneration_Authentication",
                  "region": "eu-central-1",
                  "userPoolId": "eu-central-1_aBcDeFgHi",
                  "userName": "ada",
                  "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12exampl\#
                e"},
                  "request": {
                    "userAttributes": {
                      "sub": "0f8fad5b-d9cb-469f-a165-70867728950e",
                      "email_verified": "true",
                      "cognito:user_status": "CONFIRMED",
                      "email": "ada@example.com"
                    },
                    "groupConfiguration": {
                      "groupsToOverride": ["editors"],
                      "iamRolesToOverride": ["arn:aws:iam::123456789012:role/editors"],
                      "preferredRole": "arn:aws:iam::123456789012:role/editors"
                    },
                    "clientMetadata": {"source": "web"}
                  },
                  "response": {"claimsOverrideDetails": null}
                }
                """#
        ),
        SampleSource(
            "cognito-pre-token-generation-v2",
            summary: "Cognito user pool, pre token generation trigger, version 2",
            json: #"""
                {
                  "version": "2",
                  "triggerSource": "TokenGeneration_HostedAuth",
                  "region": "eu-central-1",
                  "userPoolId": "eu-central-1_aBcDeFgHi",
                  "userName": "ada",
                  "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12exampl\#
                e"},
                  "request": {
                    "userAttributes": {
                      "sub": "0f8fad5b-d9cb-469f-a165-70867728950e",
                      "email_verified": "true",
                      "cognito:user_status": "CONFIRMED",
                      "email": "ada@example.com"
                    },
                    "groupConfiguration": {
                      "groupsToOverride": ["editors"],
                      "iamRolesToOverride": ["arn:aws:iam::123456789012:role/editors"],
                      "preferredRole": "arn:aws:iam::123456789012:role/editors"
                    },
                    "scopes": ["openid", "email"]
                  },
                  "response": {"claimsAndScopeOverrideDetails": null}
                }
                """#
        ),
        SampleSource(
            "cognito-pre-token-generation-v3",
            summary: "Cognito user pool, pre token generation trigger, version 3",
            json: #"""
                {
                  "version": "3",
                  "triggerSource": "TokenGeneration_ClientCredentials",
                  "region": "eu-central-1",
                  "userPoolId": "eu-central-1_aBcDeFgHi",
                  "userName": "ada",
                  "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12exampl\#
                e"},
                  "request": {
                    "userAttributes": {},
                    "groupConfiguration": null,
                    "scopes": ["orders/read"],
                    "clientMetadata": {"source": "web"}
                  },
                  "response": {"claimsAndScopeOverrideDetails": null}
                }
                """#
        ),
        SampleSource(
            "cognito-user-migration",
            summary: "Cognito user pool, user migration trigger",
            json: #"""
                {
                  "version": "1",
                  "triggerSource": "UserMigration_Authentication",
                  "region": "eu-central-1",
                  "userPoolId": "eu-central-1_aBcDeFgHi",
                  "userName": "ada",
                  "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12exampl\#
                e"},
                  "request": {"password": "correct horse", "validationData": null, "clientMetadata": {"source": "web"}},
                  "response": {
                    "userAttributes": null,
                    "forceAliasCreation": null,
                    "enableSMSMFA": null,
                    "finalUserStatus": null,
                    "messageAction": null,
                    "desiredDeliveryMediums": null
                  }
                }
                """#
        ),
        SampleSource(
            "cognito-custom-message",
            summary: "Cognito user pool, custom message trigger",
            json: #"""
                {
                  "version": "1",
                  "triggerSource": "CustomMessage_AdminCreateUser",
                  "region": "eu-central-1",
                  "userPoolId": "eu-central-1_aBcDeFgHi",
                  "userName": "ada",
                  "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12exampl\#
                e"},
                  "request": {
                    "userAttributes": {"phone_number_verified": false, "email_verified": true},
                    "codeParameter": "{####}",
                    "linkParameter": "{##Click Here##}",
                    "usernameParameter": "{username}"
                  },
                  "response": {"smsMessage": null, "emailMessage": null, "emailSubject": null}
                }
                """#
        ),
        SampleSource(
            "cognito-custom-email-sender",
            summary: "Cognito user pool, custom email sender trigger",
            json: #"""
                {
                  "version": "1",
                  "triggerSource": "CustomEmailSender_SignUp",
                  "region": "eu-central-1",
                  "userPoolId": "eu-central-1_aBcDeFgHi",
                  "userName": "ada",
                  "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12exampl\#
                e"},
                  "request": {
                    "type": "customEmailSenderRequestV1",
                    "code": "AYADeEXAMPLECODE",
                    "clientMetadata": {"source": "web"},
                    "userAttributes": {
                      "sub": "0f8fad5b-d9cb-469f-a165-70867728950e",
                      "email_verified": "true",
                      "cognito:user_status": "CONFIRMED",
                      "email": "ada@example.com"
                    }
                  },
                  "response": {}
                }
                """#
        ),
        SampleSource(
            "cognito-custom-sms-sender",
            summary: "Cognito user pool, custom SMS sender trigger",
            json: #"""
                {
                  "version": "1",
                  "triggerSource": "CustomSMSSender_SignUp",
                  "region": "eu-central-1",
                  "userPoolId": "eu-central-1_aBcDeFgHi",
                  "userName": "ada",
                  "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12exampl\#
                e"},
                  "request": {
                    "type": "customSMSSenderRequestV1",
                    "code": "AYADeEXAMPLECODE",
                    "clientMetadata": {"source": "web"},
                    "userAttributes": {
                      "sub": "0f8fad5b-d9cb-469f-a165-70867728950e",
                      "email_verified": "true",
                      "cognito:user_status": "CONFIRMED",
                      "email": "ada@example.com"
                    }
                  },
                  "response": {}
                }
                """#
        ),
        SampleSource(
            "cognito-define-auth-challenge",
            summary: "Cognito user pool, define auth challenge trigger",
            json: #"""
                {
                  "version": "1",
                  "triggerSource": "DefineAuthChallenge_Authentication",
                  "region": "eu-central-1",
                  "userPoolId": "eu-central-1_aBcDeFgHi",
                  "userName": "ada",
                  "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12exampl\#
                e"},
                  "request": {
                    "userAttributes": {
                      "sub": "0f8fad5b-d9cb-469f-a165-70867728950e",
                      "email_verified": "true",
                      "cognito:user_status": "CONFIRMED",
                      "email": "ada@example.com"
                    },
                    "session": [
                      {"challengeName": "SRP_A", "challengeResult": true, "challengeMetadata": null},
                      {
                        "challengeName": "CUSTOM_CHALLENGE",
                        "challengeResult": false,
                        "challengeMetadata": "CAPTCHA"
                      }
                    ],
                    "userNotFound": false
                  },
                  "response": {"challengeName": null, "issueTokens": null, "failAuthentication": null}
                }
                """#
        ),
        SampleSource(
            "cognito-create-auth-challenge",
            summary: "Cognito user pool, create auth challenge trigger",
            json: #"""
                {
                  "version": "1",
                  "triggerSource": "CreateAuthChallenge_Authentication",
                  "region": "eu-central-1",
                  "userPoolId": "eu-central-1_aBcDeFgHi",
                  "userName": "ada",
                  "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12exampl\#
                e"},
                  "request": {
                    "userAttributes": {
                      "sub": "0f8fad5b-d9cb-469f-a165-70867728950e",
                      "email_verified": "true",
                      "cognito:user_status": "CONFIRMED",
                      "email": "ada@example.com"
                    },
                    "challengeName": "CUSTOM_CHALLENGE",
                    "session": [
                      {"challengeName": "SRP_A", "challengeResult": true, "challengeMetadata": null},
                      {
                        "challengeName": "CUSTOM_CHALLENGE",
                        "challengeResult": false,
                        "challengeMetadata": "CAPTCHA"
                      }
                    ],
                    "userNotFound": false
                  },
                  "response": {"publicChallengeParameters": null, "privateChallengeParameters": null, "challengeMetada\#
                ta": null}
                }
                """#
        ),
        SampleSource(
            "cognito-verify-auth-challenge",
            summary: "Cognito user pool, verify auth challenge response trigger",
            json: #"""
                {
                  "version": "1",
                  "triggerSource": "VerifyAuthChallengeResponse_Authentication",
                  "region": "eu-central-1",
                  "userPoolId": "eu-central-1_aBcDeFgHi",
                  "userName": "ada",
                  "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12exampl\#
                e"},
                  "request": {
                    "userAttributes": {
                      "sub": "0f8fad5b-d9cb-469f-a165-70867728950e",
                      "email_verified": "true",
                      "cognito:user_status": "CONFIRMED",
                      "email": "ada@example.com"
                    },
                    "privateChallengeParameters": {"answer": "5"},
                    "challengeAnswer": "5",
                    "userNotFound": false
                  },
                  "response": {"answerCorrect": null}
                }
                """#
        ),
        SampleSource(
            "cognito-inbound-federation",
            summary: "Cognito user pool, inbound federation trigger",
            json: #"""
                {
                  "version": "1",
                  "triggerSource": "InboundFederation_ExternalProvider",
                  "region": "eu-central-1",
                  "userPoolId": "eu-central-1_aBcDeFgHi",
                  "userName": "ada",
                  "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12exampl\#
                e"},
                  "request": {
                    "providerName": "Example",
                    "providerType": "OIDC",
                    "attributes": {
                      "tokenResponse": {"access_token": "eyJEXAMPLE", "token_type": "Bearer", "expires_in": "3600"},
                      "idToken": {"sub": "user123", "email": "ada@example.com"},
                      "userInfo": {"given_name": "Ada", "family_name": "Lovelace"}
                    }
                  },
                  "response": {"userAttributesToMap": {}}
                }
                """#
        ),
    ]
}
