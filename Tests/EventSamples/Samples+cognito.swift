extension Samples {
    /// Cognito user pool, pre sign-up trigger.
    package static let preSignUp: Sample = #"""
        {
          "version": "1",
          "triggerSource": "PreSignUp_SignUp",
          "region": "eu-central-1",
          "userPoolId": "eu-central-1_aBcDeFgHi",
          "userName": "ada",
          "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12example"},
          "request": {
            "userAttributes": {"email": "ada@example.com", "name": "Ada Lovelace"},
            "validationData": null,
            "clientMetadata": {"source": "web"}
          },
          "response": {"autoConfirmUser": false, "autoVerifyEmail": false, "autoVerifyPhone": false}
        }
        """#

    /// Cognito user pool, post confirmation trigger.
    package static let postConfirmation: Sample = #"""
        {
          "version": "1",
          "triggerSource": "PostConfirmation_ConfirmSignUp",
          "region": "eu-central-1",
          "userPoolId": "eu-central-1_aBcDeFgHi",
          "userName": "ada",
          "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12example"},
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

    /// Cognito user pool, pre authentication trigger.
    package static let preAuthentication: Sample = #"""
        {
          "version": "1",
          "triggerSource": "PreAuthentication_Authentication",
          "region": "eu-central-1",
          "userPoolId": "eu-central-1_aBcDeFgHi",
          "userName": "ada",
          "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12example"},
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

    /// Cognito user pool, post authentication trigger.
    package static let postAuthentication: Sample = #"""
        {
          "version": "1",
          "triggerSource": "PostAuthentication_Authentication",
          "region": "eu-central-1",
          "userPoolId": "eu-central-1_aBcDeFgHi",
          "userName": "ada",
          "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12example"},
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

    /// Cognito user pool, pre token generation trigger, version 1.
    package static let preTokenGeneration: Sample = #"""
        {
          "version": "1",
          "triggerSource": "TokenGeneration_Authentication",
          "region": "eu-central-1",
          "userPoolId": "eu-central-1_aBcDeFgHi",
          "userName": "ada",
          "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12example"},
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

    /// Cognito user pool, pre token generation trigger, version 2.
    package static let preTokenGenerationV2: Sample = #"""
        {
          "version": "2",
          "triggerSource": "TokenGeneration_HostedAuth",
          "region": "eu-central-1",
          "userPoolId": "eu-central-1_aBcDeFgHi",
          "userName": "ada",
          "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12example"},
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

    /// Cognito user pool, pre token generation trigger, version 3.
    package static let preTokenGenerationV3: Sample = #"""
        {
          "version": "3",
          "triggerSource": "TokenGeneration_ClientCredentials",
          "region": "eu-central-1",
          "userPoolId": "eu-central-1_aBcDeFgHi",
          "userName": "ada",
          "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12example"},
          "request": {
            "userAttributes": {},
            "groupConfiguration": null,
            "scopes": ["orders/read"],
            "clientMetadata": {"source": "web"}
          },
          "response": {"claimsAndScopeOverrideDetails": null}
        }
        """#

    /// Cognito user pool, user migration trigger.
    package static let userMigration: Sample = #"""
        {
          "version": "1",
          "triggerSource": "UserMigration_Authentication",
          "region": "eu-central-1",
          "userPoolId": "eu-central-1_aBcDeFgHi",
          "userName": "ada",
          "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12example"},
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

    /// Cognito user pool, custom message trigger.
    package static let customMessage: Sample = #"""
        {
          "version": "1",
          "triggerSource": "CustomMessage_AdminCreateUser",
          "region": "eu-central-1",
          "userPoolId": "eu-central-1_aBcDeFgHi",
          "userName": "ada",
          "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12example"},
          "request": {
            "userAttributes": {"phone_number_verified": false, "email_verified": true},
            "codeParameter": "{####}",
            "linkParameter": "{##Click Here##}",
            "usernameParameter": "{username}"
          },
          "response": {"smsMessage": null, "emailMessage": null, "emailSubject": null}
        }
        """#

    /// Cognito user pool, custom email sender trigger.
    package static let customEmailSender: Sample = #"""
        {
          "version": "1",
          "triggerSource": "CustomEmailSender_SignUp",
          "region": "eu-central-1",
          "userPoolId": "eu-central-1_aBcDeFgHi",
          "userName": "ada",
          "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12example"},
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

    /// Cognito user pool, custom SMS sender trigger.
    package static let customSMSSender: Sample = #"""
        {
          "version": "1",
          "triggerSource": "CustomSMSSender_SignUp",
          "region": "eu-central-1",
          "userPoolId": "eu-central-1_aBcDeFgHi",
          "userName": "ada",
          "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12example"},
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

    /// Cognito user pool, define auth challenge trigger.
    package static let defineAuthChallenge: Sample = #"""
        {
          "version": "1",
          "triggerSource": "DefineAuthChallenge_Authentication",
          "region": "eu-central-1",
          "userPoolId": "eu-central-1_aBcDeFgHi",
          "userName": "ada",
          "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12example"},
          "request": {
            "userAttributes": {
              "sub": "0f8fad5b-d9cb-469f-a165-70867728950e",
              "email_verified": "true",
              "cognito:user_status": "CONFIRMED",
              "email": "ada@example.com"
            },
            "session": [
              {"challengeName": "SRP_A", "challengeResult": true, "challengeMetadata": null},
              {"challengeName": "CUSTOM_CHALLENGE", "challengeResult": false, "challengeMetadata": "CAPTCHA"}
            ],
            "userNotFound": false
          },
          "response": {"challengeName": null, "issueTokens": null, "failAuthentication": null}
        }
        """#

    /// Cognito user pool, create auth challenge trigger.
    package static let createAuthChallenge: Sample = #"""
        {
          "version": "1",
          "triggerSource": "CreateAuthChallenge_Authentication",
          "region": "eu-central-1",
          "userPoolId": "eu-central-1_aBcDeFgHi",
          "userName": "ada",
          "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12example"},
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
              {"challengeName": "CUSTOM_CHALLENGE", "challengeResult": false, "challengeMetadata": "CAPTCHA"}
            ],
            "userNotFound": false
          },
          "response": {"publicChallengeParameters": null, "privateChallengeParameters": null, "challengeMetadata": null}
        }
        """#

    /// Cognito user pool, verify auth challenge response trigger.
    package static let verifyAuthChallenge: Sample = #"""
        {
          "version": "1",
          "triggerSource": "VerifyAuthChallengeResponse_Authentication",
          "region": "eu-central-1",
          "userPoolId": "eu-central-1_aBcDeFgHi",
          "userName": "ada",
          "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12example"},
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

    /// Cognito user pool, inbound federation trigger.
    package static let inboundFederation: Sample = #"""
        {
          "version": "1",
          "triggerSource": "InboundFederation_ExternalProvider",
          "region": "eu-central-1",
          "userPoolId": "eu-central-1_aBcDeFgHi",
          "userName": "ada",
          "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1h57kf5cpq17m0eml12example"},
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
}
