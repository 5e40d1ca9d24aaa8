/// Sample events from `sam local generate-event` and the AWS documentation.
package enum Samples {
    /// An HTTP API event with repeated query parameters, cookies, a base64 body, and a JWT authorizer.
    package static let httpAPI: Sample = #"""
        {
          "version": "2.0",
          "routeKey": "$default",
          "rawPath": "/path/to/resource",
          "rawQueryString": "parameter1=value1&parameter1=value2&parameter2=value",
          "cookies": [
            "cookie1",
            "cookie2"
          ],
          "headers": {
            "Header1": "value1",
            "Header2": "value1,value2"
          },
          "queryStringParameters": {
            "parameter1": "value1,value2",
            "parameter2": "value"
          },
          "requestContext": {
            "accountId": "123456789012",
            "apiId": "api-id",
            "authorizer": {
              "jwt": {
                "claims": {
                  "claim1": "value1",
                  "claim2": "value2"
                },
                "scopes": [
                  "scope1",
                  "scope2"
                ]
              }
            },
            "domainName": "id.execute-api.us-east-1.amazonaws.com",
            "domainPrefix": "id",
            "http": {
              "method": "POST",
              "path": "/path/to/resource",
              "protocol": "HTTP/1.1",
              "sourceIp": "192.168.0.1/32",
              "userAgent": "agent"
            },
            "requestId": "id",
            "routeKey": "$default",
            "stage": "$default",
            "time": "12/Mar/2020:19:03:58 +0000",
            "timeEpoch": 1583348638390
          },
          "body": "eyJ0ZXN0IjoiYm9keSJ9",
          "pathParameters": {
            "parameter1": "value1"
          },
          "isBase64Encoded": true,
          "stageVariables": {
            "stageVariable1": "value1",
            "stageVariable2": "value2"
          }
        }
        """#

    /// A REST API event with a stage and headers in both maps.
    package static let restAPI: Sample = #"""
        {
          "body": "eyJ0ZXN0IjoiYm9keSJ9",
          "resource": "/{proxy+}",
          "path": "/path/to/resource",
          "httpMethod": "POST",
          "isBase64Encoded": true,
          "queryStringParameters": {
            "foo": "bar"
          },
          "multiValueQueryStringParameters": {
            "foo": [
              "bar"
            ]
          },
          "pathParameters": {
            "proxy": "/path/to/resource"
          },
          "stageVariables": {
            "baz": "qux"
          },
          "headers": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8",
            "Accept-Language": "en-US,en;q=0.8",
            "CloudFront-Viewer-Country": "US",
            "Host": "1234567890.execute-api.us-east-1.amazonaws.com",
            "User-Agent": "Custom User Agent String",
            "Via": "1.1 08f323deadbeefa7af34d5feb414ce27.cloudfront.net (CloudFront)",
            "X-Forwarded-For": "127.0.0.1, 127.0.0.2",
            "X-Forwarded-Port": "443",
            "X-Forwarded-Proto": "https"
          },
          "multiValueHeaders": {
            "Accept": [
              "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"
            ],
            "Accept-Language": [
              "en-US,en;q=0.8"
            ],
            "CloudFront-Viewer-Country": [
              "US"
            ],
            "Host": [
              "0123456789.execute-api.us-east-1.amazonaws.com"
            ],
            "User-Agent": [
              "Custom User Agent String"
            ],
            "Via": [
              "1.1 08f323deadbeefa7af34d5feb414ce27.cloudfront.net (CloudFront)"
            ],
            "X-Forwarded-For": [
              "127.0.0.1, 127.0.0.2"
            ],
            "X-Forwarded-Port": [
              "443"
            ],
            "X-Forwarded-Proto": [
              "https"
            ]
          },
          "requestContext": {
            "accountId": "123456789012",
            "resourceId": "123456",
            "stage": "prod",
            "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
            "requestTime": "09/Apr/2015:12:34:56 +0000",
            "requestTimeEpoch": 1428582896000,
            "identity": {
              "cognitoIdentityPoolId": null,
              "accountId": null,
              "cognitoIdentityId": null,
              "caller": null,
              "accessKey": null,
              "sourceIp": "127.0.0.1",
              "cognitoAuthenticationType": null,
              "cognitoAuthenticationProvider": null,
              "userArn": null,
              "userAgent": "Custom User Agent String",
              "user": null
            },
            "path": "/prod/path/to/resource",
            "resourcePath": "/{proxy+}",
            "httpMethod": "POST",
            "apiId": "1234567890",
            "protocol": "HTTP/1.1"
          }
        }
        """#

    /// A load balancer event with single-value headers.
    package static let loadBalancer: Sample = #"""
        {
          "requestContext": {
            "elb": {
              "targetGroupArn": "arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/lambda-279XGJDqGZ5rsrHC2Fjr/49e9d65c45c6791a"
            }
          },
          "httpMethod": "POST",
          "path": "/path/to/resource",
          "queryStringParameters": {
            "query": "1234ABCD"
          },
          "headers": {
            "accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,image/apng,*/*;q=0.8",
            "accept-encoding": "gzip",
            "accept-language": "en-US,en;q=0.9",
            "connection": "keep-alive",
            "host": "lambda-alb-123578498.us-east-2.elb.amazonaws.com",
            "upgrade-insecure-requests": "1",
            "user-agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/71.0.3578.98 Safari/537.36",
            "x-amzn-trace-id": "Root=1-5c536348-3d683b8b04734faae651f476",
            "x-forwarded-for": "72.12.164.125",
            "x-forwarded-port": "80",
            "x-forwarded-proto": "http",
            "x-imforwards": "20"
          },
          "body": "eyJ0ZXN0IjoiYm9keSJ9",
          "isBase64Encoded": true
        }
        """#

    /// A load balancer event with multi-value headers and an encoded query.
    package static let loadBalancerMultiValue: Sample = #"""
        {
          "requestContext": {
            "elb": {
              "targetGroupArn": "arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/lambda-279XGJDqGZ5rsrHC2Fjr/49e9d65c45c6791a"
            }
          },
          "httpMethod": "GET",
          "path": "/search",
          "multiValueQueryStringParameters": {
            "tag": [
              "a%26b",
              "c%20d",
              "e+f"
            ],
            "na%3Dme": [
              "1"
            ]
          },
          "multiValueHeaders": {
            "accept": [
              "application/json"
            ],
            "host": [
              "lambda-alb-123578498.us-east-2.elb.amazonaws.com"
            ],
            "x-forwarded-for": [
              "198.51.100.9, 72.12.164.125"
            ],
            "x-forwarded-proto": [
              "http"
            ],
            "cookie": [
              "a=1; b=2"
            ],
            "x-many": [
              "1",
              "2"
            ]
          },
          "body": "",
          "isBase64Encoded": false
        }
        """#

    /// A load balancer health check, without a host and with an empty query.
    package static let healthCheck: Sample = #"""
        {
          "requestContext": {
            "elb": {
              "targetGroupArn": "arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/lambda-279XGJDqGZ5rsrHC2Fjr/49e9d65c45c6791a"
            }
          },
          "httpMethod": "GET",
          "path": "/health",
          "queryStringParameters": {},
          "headers": {
            "user-agent": "ELB-HealthChecker/2.0"
          },
          "body": "",
          "isBase64Encoded": false
        }
        """#

    /// A function URL event with a caller authenticated by IAM.
    package static let functionURL: Sample = #"""
        {
          "version": "2.0",
          "routeKey": "$default",
          "rawPath": "/my/p%20ath",
          "rawQueryString": "parameter1=value1&parameter1=value2&parameter2=va%2Blue",
          "cookies": [
            "cookie1=1",
            "cookie2=2"
          ],
          "headers": {
            "header1": "value1",
            "header2": "value1,value2",
            "cookie": "cookie1=1; cookie2=2",
            "host": "abcdefg1234567.lambda-url.us-east-1.on.aws",
            "x-forwarded-proto": "https"
          },
          "queryStringParameters": {
            "parameter1": "value1,value2",
            "parameter2": "va+lue"
          },
          "requestContext": {
            "accountId": "123456789012",
            "apiId": "abcdefg1234567",
            "authentication": null,
            "authorizer": {
              "iam": {
                "accessKey": "AKIAIOSFODNN7EXAMPLE",
                "accountId": "111122223333",
                "callerId": "AIDACKCEVSQ6C2EXAMPLE",
                "cognitoIdentity": null,
                "principalOrgId": null,
                "userArn": "arn:aws:iam::111122223333:user/example-user",
                "userId": "AIDACOSFODNN7EXAMPLE2"
              }
            },
            "domainName": "abcdefg1234567.lambda-url.us-east-1.on.aws",
            "domainPrefix": "abcdefg1234567",
            "http": {
              "method": "POST",
              "path": "/my/p%20ath",
              "protocol": "HTTP/1.1",
              "sourceIp": "123.123.123.123",
              "userAgent": "agent"
            },
            "requestId": "id",
            "routeKey": "$default",
            "stage": "$default",
            "time": "12/Mar/2020:19:03:58 +0000",
            "timeEpoch": 1583348638390
          },
          "body": "Hello from client!",
          "pathParameters": null,
          "isBase64Encoded": false,
          "stageVariables": null
        }
        """#

    /// A VPC Lattice event with event structure version `V2`.
    package static let lattice: Sample = #"""
        {
          "version": "2.0",
          "path": "/newpath",
          "method": "GET",
          "headers": {
            "user-agent": [
              "curl/8.3.0"
            ],
            "accept": [
              "*/*"
            ],
            "x-forwarded-for": [
              "172.31.40.143"
            ],
            "host": [
              "svc-0a40eebed65f8d69c.7d67968.vpc-lattice-svcs.us-east-2.on.aws"
            ],
            "header2": [
              "value1",
              "value2"
            ]
          },
          "queryStringParameters": {
            "parameter1": [
              "value1",
              "value2"
            ],
            "parameter2": [
              "value"
            ]
          },
          "body": "{\"message\": \"Hello\"}",
          "isBase64Encoded": false,
          "requestContext": {
            "serviceNetworkArn": "arn:aws:vpc-lattice:us-east-2:123456789012:servicenetwork/sn-0bf3f2882e9cc805a",
            "serviceArn": "arn:aws:vpc-lattice:us-east-2:123456789012:service/svc-0a40eebed65f8d69c",
            "targetGroupArn": "arn:aws:vpc-lattice:us-east-2:123456789012:targetgroup/tg-6d0ecf831eec9f09",
            "identity": {
              "sourceVpcArn": "arn:aws:ec2:region:123456789012:vpc/vpc-0b8276c84697e7339",
              "type": "AWS_IAM",
              "principal": "arn:aws:sts::123456789012:assumed-role/example-role/057d00f8b51257ba3c853a0f248943cf",
              "sessionName": "057d00f8b51257ba3c853a0f248943cf",
              "x509SanDns": "example.com"
            },
            "region": "us-east-2",
            "timeEpoch": "1696331543569073"
          }
        }
        """#

    /// A VPC Lattice event with event structure version `V1`.
    package static let latticeV1: Sample = #"""
        {
          "raw_path": "/newpath?parameter1=value1",
          "method": "POST",
          "headers": {
            "header2": "value1,value2",
            "host": "svc-0a40eebed65f8d69c.7d67968.vpc-lattice-svcs.us-east-2.on.aws",
            "x-forwarded-for": "172.31.40.143"
          },
          "query_string_parameters": {
            "parameter1": "value1"
          },
          "body": "eyJtZXNzYWdlIjogIkhlbGxvIn0=",
          "is_base64_encoded": true
        }
        """#
}
