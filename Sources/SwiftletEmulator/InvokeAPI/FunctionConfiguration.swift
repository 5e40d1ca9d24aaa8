import Foundation
import SwiftletJSON

/// The configuration of a function as returned by
/// [GetFunctionConfiguration](https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html).
package struct FunctionConfiguration: Sendable, Hashable {
    /// The timeout in seconds.
    var timeout = 900
    /// The memory size in megabytes.
    var memorySize = 128
    /// The time of the last deployment; here, the start of the CLI.
    var lastModified = Date()

    /// Creates a configuration.
    package init(timeout: Int = 900, memorySize: Int = 128) {
        self.timeout = timeout
        self.memorySize = memorySize
    }

    /// The configuration of one function.
    func json(_ function: FunctionReference) -> JSON {
        [
            "FunctionName": .string(function.name), "FunctionArn": .string(function.arn), "Runtime": "provided.al2023",
            "Role": .string("arn:\(function.partition):iam::\(function.account):role/local"),
            "Handler": .string(function.name), "CodeSize": 0, "Description": "",
            "Timeout": .integer(timeout), "MemorySize": .integer(memorySize),
            "LastModified": .string(Self.text(lastModified)), "CodeSha256": "", "Version": "$LATEST",
            "TracingConfig": ["Mode": "PassThrough"], "RevisionId": "00000000-0000-0000-0000-000000000000",
            "State": "Active", "LastUpdateStatus": "Successful", "PackageType": "Zip",
            "Architectures": [.string(Self.architecture)], "EphemeralStorage": ["Size": 512],
            "SnapStart": ["ApplyOn": "None", "OptimizationStatus": "Off"],
            "LoggingConfig": ["LogFormat": "Text", "LogGroup": .string("/aws/lambda/\(function.name)")],
        ]
    }

    /// The API's date format: `2026-01-31T12:00:00.000+0000`.
    private static func text(_ date: Date) -> String {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        return date.formatted(style).replacing("Z", with: "+0000")
    }

    private static var architecture: String {
        #if arch(arm64)
        "arm64"
        #else
        "x86_64"
        #endif
    }
}
