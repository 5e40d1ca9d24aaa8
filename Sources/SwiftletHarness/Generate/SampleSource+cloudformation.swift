import SwiftletJSON

extension SampleSource {
    /// Requests for custom resources of CloudFormation.
    static let cloudformation = [
        SampleSource(
            "cloudformation-create",
            summary: "CloudFormation custom resource, create",
            json: #"""
                {
                  "RequestType": "Create",
                  "ServiceToken": "arn:aws:lambda:eu-central-1:123456789012:function:zones",
                  "ResponseURL": "https://cloudformation-custom-resource-response-eucentral1.s3.eu-central-1.amazonaws\#
                .com/arn%3Aaws%3Acloudformation?X-Amz-Signature=example",
                  "StackId": "arn:aws:cloudformation:eu-central-1:123456789012:stack/shop/271845b0-f2e8-11ed-90ac-0eeb\#
                25b8ae21",
                  "RequestId": "82304eb2-bdda-469f-a33b-a3f1406d0a52",
                  "LogicalResourceId": "Zone",
                  "ResourceType": "Custom::Zone",
                  "ResourceProperties": {
                    "ServiceToken": "arn:aws:lambda:eu-central-1:123456789012:function:zones",
                    "Name": "example.com",
                    "Aliases": ["www.example.com"]
                  }
                }
                """#
        ),
        SampleSource(
            "cloudformation-update",
            summary: "CloudFormation custom resource, update",
            json: #"""
                {
                  "RequestType": "Update",
                  "ServiceToken": "arn:aws:lambda:eu-central-1:123456789012:function:zones",
                  "ResponseURL": "https://cloudformation-custom-resource-response-eucentral1.s3.eu-central-1.amazonaws\#
                .com/arn%3Aaws%3Acloudformation?X-Amz-Signature=example",
                  "StackId": "arn:aws:cloudformation:eu-central-1:123456789012:stack/shop/271845b0-f2e8-11ed-90ac-0eeb\#
                25b8ae21",
                  "RequestId": "82304eb2-bdda-469f-a33b-a3f1406d0a52",
                  "LogicalResourceId": "Zone",
                  "PhysicalResourceId": "zone-1",
                  "ResourceType": "Custom::Zone",
                  "ResourceProperties": {
                    "ServiceToken": "arn:aws:lambda:eu-central-1:123456789012:function:zones",
                    "Name": "example.com",
                    "Aliases": ["www.example.com"]
                  },
                  "OldResourceProperties": {
                    "ServiceToken": "arn:aws:lambda:eu-central-1:123456789012:function:zones",
                    "Name": "example.org",
                    "Aliases": []
                  }
                }
                """#
        ),
        SampleSource(
            "cloudformation-delete",
            summary: "CloudFormation custom resource, delete",
            json: #"""
                {
                  "RequestType": "Delete",
                  "ServiceToken": "arn:aws:lambda:eu-central-1:123456789012:function:zones",
                  "ResponseURL": "https://cloudformation-custom-resource-response-eucentral1.s3.eu-central-1.amazonaws\#
                .com/arn%3Aaws%3Acloudformation?X-Amz-Signature=example",
                  "StackId": "arn:aws:cloudformation:eu-central-1:123456789012:stack/shop/271845b0-f2e8-11ed-90ac-0eeb\#
                25b8ae21",
                  "RequestId": "82304eb2-bdda-469f-a33b-a3f1406d0a52",
                  "LogicalResourceId": "Zone",
                  "PhysicalResourceId": "zone-1",
                  "ResourceType": "Custom::Zone",
                  "ResourceProperties": {
                    "ServiceToken": "arn:aws:lambda:eu-central-1:123456789012:function:zones",
                    "Name": "example.com",
                    "Aliases": ["www.example.com"]
                  }
                }
                """#
        ),
    ]
}
