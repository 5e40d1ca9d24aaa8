extension Samples {
    /// CloudFormation custom resource, create.
    package static let customResourceCreate: Sample = #"""
        {
          "RequestType": "Create",
          "ServiceToken": "arn:aws:lambda:eu-central-1:123456789012:function:zones",
          "ResponseURL": "https://cloudformation-custom-resource-response-eucentral1.s3.eu-central-1.amazonaws.com/arn\#
        %3Aaws%3Acloudformation?X-Amz-Signature=example",
          "StackId": "arn:aws:cloudformation:eu-central-1:123456789012:stack/shop/271845b0-f2e8-11ed-90ac-0eeb25b8ae21",
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

    /// CloudFormation custom resource, update.
    package static let customResourceUpdate: Sample = #"""
        {
          "RequestType": "Update",
          "ServiceToken": "arn:aws:lambda:eu-central-1:123456789012:function:zones",
          "ResponseURL": "https://cloudformation-custom-resource-response-eucentral1.s3.eu-central-1.amazonaws.com/arn\#
        %3Aaws%3Acloudformation?X-Amz-Signature=example",
          "StackId": "arn:aws:cloudformation:eu-central-1:123456789012:stack/shop/271845b0-f2e8-11ed-90ac-0eeb25b8ae21",
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

    /// CloudFormation custom resource, delete.
    package static let customResourceDelete: Sample = #"""
        {
          "RequestType": "Delete",
          "ServiceToken": "arn:aws:lambda:eu-central-1:123456789012:function:zones",
          "ResponseURL": "https://cloudformation-custom-resource-response-eucentral1.s3.eu-central-1.amazonaws.com/arn\#
        %3Aaws%3Acloudformation?X-Amz-Signature=example",
          "StackId": "arn:aws:cloudformation:eu-central-1:123456789012:stack/shop/271845b0-f2e8-11ed-90ac-0eeb25b8ae21",
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
}
