import Testing

@testable import SwiftletPackaging

/// The API of a SAM template.
@Suite struct SAMTemplateAPITests {
    @Test func `routes of an HTTP API are paths of its definition`() throws {
        let document = try TemplateFixture.document()
        let paths = document["Resources", "Api", "Properties", "DefinitionBody", "paths"]
        #expect(paths?.names == ["/items/{id}", "/files/{path+}", "/$default"])
        let integration = paths?["/items/{id}", "delete", "x-amazon-apigateway-integration"]
        #expect(integration?["payloadFormatVersion"]?.text == "\"2.0\"\n")
        #expect(integration?["uri"]?.text.contains("${AppFunction.Arn}/invocations") == true)
        let isDefault = paths?["/$default", "x-amazon-apigateway-any-method", "isDefaultRoute"]
        #expect(isDefault?.text == "true\n")
    }

    @Test func `a REST API streams the responses of all paths`() throws {
        var options = DeploymentOptions()
        options.gateway = .rest
        options.streamsResponses = true
        let document = try TemplateFixture.document(options: options)
        let paths = document["Resources", "Api", "Properties", "DefinitionBody", "paths"]
        #expect(paths?.names == ["/", "/{proxy+}"])
        let method = paths?["/", "x-amazon-apigateway-any-method", "x-amazon-apigateway-integration"]
        #expect(method?["responseTransferMode"]?.text == "STREAM\n")
        #expect(method?["uri"]?.text.contains("/response-streaming-invocations") == true)
        let variables = document["Globals", "Function", "Environment", "Variables"]
        #expect(variables?["SWIFTLET_INVOKE_MODE"]?.text == "RESPONSE_STREAM\n")
    }

    @Test func `a function URL replaces the API`() throws {
        var options = DeploymentOptions()
        options.gateway = .url
        let document = try TemplateFixture.document(options: options)
        #expect(document["Resources", "Api"] == nil)
        #expect(
            document["Resources", "AppFunction", "Properties", "FunctionUrlConfig"]?.text
                == "AuthType: NONE\nInvokeMode: BUFFERED\n"
        )
        #expect(document["Outputs", "AppFunctionUrl", "Value"]?.text == "!GetAtt AppFunctionUrl.FunctionUrl\n")
    }
}
