import EventSamples
import Swiftlet
import SwiftletJSON
import Testing

@testable import SwiftletEvents

@Suite struct CognitoTests {
    /// The sample with another response.
    private func expected(_ sample: Sample, _ response: JSON) throws -> JSON {
        var event = try JSON(parsing: sample.text)
        event["response"] = response
        return event
    }

    @Test func `every trigger returns an unchanged event unchanged`() throws {
        func check<Trigger>(_ type: CognitoEvent<Trigger>.Type, _ sample: Sample) throws {
            // Unknown members, numbers and nulls are kept.
            let event = try node(sample, ["request.unknown": [1.50, nil], "response.unknown": ["a": 1], "new": true])
            #expect(try json(try type.init(event: event)) == event.value)
        }
        try check(PreSignUpEvent.self, Samples.preSignUp)
        try check(PostConfirmationEvent.self, Samples.postConfirmation)
        try check(PreAuthenticationEvent.self, Samples.preAuthentication)
        try check(PostAuthenticationEvent.self, Samples.postAuthentication)
        try check(PreTokenGenerationEvent.self, Samples.preTokenGeneration)
        try check(PreTokenGenerationV2Event.self, Samples.preTokenGenerationV2)
        try check(PreTokenGenerationV2Event.self, Samples.preTokenGenerationV3)
        try check(UserMigrationEvent.self, Samples.userMigration)
        try check(CustomMessageEvent.self, Samples.customMessage)
        try check(CustomEmailSenderEvent.self, Samples.customEmailSender)
        try check(CustomSMSSenderEvent.self, Samples.customSMSSender)
        try check(DefineAuthChallengeEvent.self, Samples.defineAuthChallenge)
        try check(CreateAuthChallengeEvent.self, Samples.createAuthChallenge)
        try check(VerifyAuthChallengeEvent.self, Samples.verifyAuthChallenge)
        try check(InboundFederationEvent.self, Samples.inboundFederation)
    }

    @Test func `confirms a sign-up`() throws {
        var event = try PreSignUpEvent(event: try node(Samples.preSignUp))
        #expect(event.triggerSource == "PreSignUp_SignUp")
        #expect(event.userPoolID == "eu-central-1_aBcDeFgHi")
        #expect(event.region == "eu-central-1")
        #expect(event.userName == "ada")
        #expect(event.clientID == "1h57kf5cpq17m0eml12example")
        #expect(event.request.userAttributes["email"] == "ada@example.com")
        #expect(event.request.clientMetadata == ["source": "web"])
        #expect(!event.response.autoConfirmUser)
        event.response.autoConfirmUser = true
        event.response.autoVerifyEmail = true
        let response: JSON = ["autoConfirmUser": true, "autoVerifyEmail": true, "autoVerifyPhone": false]
        #expect(try json(event) == expected(Samples.preSignUp, response))
    }

    @Test func `descriptions and mirrors show no secrets`() throws {
        let trigger = try CognitoTriggerEvent(
            event: try node(Samples.userMigration, ["request.password": "correct horse"])
        )
        #expect("\(trigger)" == "\(trigger.triggerSource) of \(trigger.userPoolID)")
        var challenge = try CreateAuthChallengeEvent(event: try node(Samples.createAuthChallenge))
        challenge.response.privateChallengeParameters = ["answer": "correct horse"]
        var dumped = ""
        dump(trigger, to: &dumped)
        dump(challenge, to: &dumped)
        for text in [dumped, "\(challenge)", "\(challenge.response)"] { #expect(!text.contains("correct horse")) }
    }

    @Test func `reads whether a device is new`() throws {
        #expect(try PostAuthenticationEvent(event: try node(Samples.postAuthentication)).request.newDeviceUsed)
        let event = try node(Samples.preAuthentication)
        #expect(try PreAuthenticationEvent(event: event).request.validationData == ["device": "phone"])
    }

    @Test func `overrides the claims of version 1`() throws {
        var event = try PreTokenGenerationEvent(event: try node(Samples.preTokenGeneration))
        #expect(event.request.groups.groups == ["editors"])
        #expect(event.request.groups.preferredRole == "arn:aws:iam::123456789012:role/editors")
        event.response.claimsToAddOrOverride = ["tenant": "acme"]
        event.response.claimsToSuppress = ["email"]
        event.response.groupsToOverride = CognitoGroups(groups: ["readers"])
        let response: JSON = [
            "claimsOverrideDetails": [
                "claimsToAddOrOverride": ["tenant": "acme"], "claimsToSuppress": ["email"],
                "groupOverrideDetails": [
                    "groupsToOverride": ["readers"], "iamRolesToOverride": [], "preferredRole": nil,
                ],
            ]
        ]
        #expect(try json(event) == expected(Samples.preTokenGeneration, response))
    }

    @Test(arguments: [Samples.preTokenGenerationV2, Samples.preTokenGenerationV3])
    func `overrides claims and scopes of versions 2 and 3`(_ sample: Sample) throws {
        var event = try PreTokenGenerationV2Event(event: try node(sample))
        #expect(!event.request.scopes.isEmpty)
        event.response.idToken = .init(
            claimsToAddOrOverride: ["level": 2, "roles": ["a"]],
            claimsToSuppress: ["email"]
        )
        event.response.accessToken = .init(scopesToAdd: ["orders/write"], scopesToSuppress: ["openid"])
        let response: JSON = [
            "claimsAndScopeOverrideDetails": [
                "idTokenGeneration": [
                    "claimsToAddOrOverride": ["level": 2, "roles": ["a"]], "claimsToSuppress": ["email"],
                ],
                "accessTokenGeneration": ["scopesToAdd": ["orders/write"], "scopesToSuppress": ["openid"]],
            ]
        ]
        #expect(try json(event) == expected(sample, response))
        #expect(event.response.accessToken?.scopesToAdd == ["orders/write"])
    }

    @Test func `migrates a user without showing the password`() throws {
        var event = try UserMigrationEvent(event: try node(Samples.userMigration))
        #expect(event.request.password?.revealed == "correct horse")
        #expect(!"\(event)".contains("correct horse"))
        #expect(!String(reflecting: event).contains("correct horse"))
        var shown = ""
        dump(event, to: &shown)
        #expect(!shown.contains("correct horse"))
        event.response.userAttributes = ["email": "ada@example.com", "email_verified": "true"]
        event.response.finalUserStatus = "CONFIRMED"
        event.response.messageAction = "SUPPRESS"
        event.response.forceAliasCreation = false
        let encoded = try json(event)
        #expect(encoded["response"]?["userAttributes"]?["email"] == "ada@example.com")
        #expect(encoded["response"]?["finalUserStatus"] == "CONFIRMED")
        #expect(encoded["response"]?["messageAction"] == "SUPPRESS")
        #expect(encoded["response"]?["forceAliasCreation"] == false)
        #expect(encoded["response"]?["desiredDeliveryMediums"] == .null)
    }

    @Test func `customizes a message and reads an encrypted code`() throws {
        var event = try CustomMessageEvent(event: try node(Samples.customMessage))
        #expect(event.request.codeParameter == "{####}")
        #expect(event.request.usernameParameter == "{username}")
        #expect(event.request.userAttributes["email_verified"] == "true")
        event.response.emailSubject = "Welcome"
        event.response.emailMessage = "Your code is {####}."
        #expect(try json(event)["response"]?["emailSubject"] == "Welcome")
        #expect(try json(event)["response"]?["smsMessage"] == .null)
        let email = try CustomEmailSenderEvent(event: try node(Samples.customEmailSender))
        #expect(email.request.code?.revealed == "AYADeEXAMPLECODE")
        #expect(email.request.type == "customEmailSenderRequestV1")
        #expect(!"\(email)".contains("AYADeEXAMPLECODE"))
        let message = try CustomSMSSenderEvent(event: try node(Samples.customSMSSender))
        #expect(message.request.type == "customSMSSenderRequestV1")
    }

    @Test func `authenticates with a custom challenge`() throws {
        var define = try DefineAuthChallengeEvent(event: try node(Samples.defineAuthChallenge))
        #expect(define.request.session.map(\.challengeName) == ["SRP_A", "CUSTOM_CHALLENGE"])
        #expect(define.request.session.map(\.challengeResult) == [true, false])
        #expect(define.request.session.last?.challengeMetadata == "CAPTCHA")
        define.response.challengeName = "CUSTOM_CHALLENGE"
        define.response.issueTokens = false
        #expect(
            try json(define)["response"]
                == ["challengeName": "CUSTOM_CHALLENGE", "issueTokens": false, "failAuthentication": nil]
        )
        var create = try CreateAuthChallengeEvent(event: try node(Samples.createAuthChallenge))
        #expect(create.request.challengeName == "CUSTOM_CHALLENGE")
        create.response.publicChallengeParameters = ["question": "2 + 3"]
        create.response.privateChallengeParameters = ["answer": "5"]
        #expect(try json(create)["response"]?["privateChallengeParameters"] == ["answer": "5"])
        var verify = try VerifyAuthChallengeEvent(event: try node(Samples.verifyAuthChallenge))
        #expect(verify.request.privateChallengeParameters.revealed == ["answer": "5"])
        verify.response.answerCorrect = verify.request.challengeAnswer.revealed == "5"
        #expect(try json(verify)["response"] == ["answerCorrect": true])
    }

    @Test func `maps the attributes of an identity provider`() throws {
        var event = try InboundFederationEvent(event: try node(Samples.inboundFederation))
        #expect(event.request.providerType == "OIDC")
        #expect(event.request.idToken?["sub"] == "user123")
        #expect(event.request.userInfo?["given_name"] == "Ada")
        #expect(!"\(event)".contains("eyJEXAMPLE"))
        event.response.userAttributesToMap = ["email": "ada@example.com"]
        #expect(try json(event)["response"] == ["userAttributesToMap": ["email": "ada@example.com"]])
    }

    @Test func `an error has the path of the member`() throws {
        let event = try node(Samples.defineAuthChallenge, ["request.session": [["challengeResult": true]]])
        let error = #expect(throws: EventError.self) { try DefineAuthChallengeEvent(event: event) }
        #expect(error?.path == "request.session[0].challengeName")
    }
}
