import Foundation

@testable import SwiftletHarness

/// A function binary that is a shell script, which uses bash's sockets for HTTP.
enum ShellFunction {
    /// Responds to each event with the output of `answer`, which has the event in `$event` and the handler in `$_HANDLER`.
    static func script(_ answer: String, before: String = "") -> String {
        """
        #!/bin/bash
        \(before)
        address="${AWS_LAMBDA_RUNTIME_API%:*}"; port="${AWS_LAMBDA_RUNTIME_API##*:}"
        call() { # method, path, body: prints the reply
            exec 3<>"/dev/tcp/$address/$port" || exit 9
            printf '%s %s HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\nContent-Length: %s\\r\\n\\r\\n%s' \
                "$1" "/2018-06-01/runtime$2" "${#3}" "$3" >&3
            length=0
            while IFS= read -r line <&3; do
                line="${line%$'\\r'}"; lower="${line,,}"
                case "$lower" in
                    lambda-runtime-aws-request-id:*) id="${line#*: }" ;;
                    content-length:*) length="${line#*: }" ;;
                    "") break ;;
                esac
            done
            event=""; [ "$length" -gt 0 ] && IFS= read -r -N "$length" event <&3
            exec 3>&-
        }
        export LC_ALL=C
        while true; do
            call GET /invocation/next ""
            kind=response
            answer="$(\(answer))" || kind=error
            call POST "/invocation/$id/$kind" "$answer"
        done
        """
    }

    /// The launch configuration of the script in a folder, with the log file `log`.
    static func launch(_ script: String, in folder: TemporaryFolder) throws -> FunctionProcess.Launch {
        try folder.write("function", text: script)
        let path = "\(folder.path)/function"
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return FunctionProcess.Launch(
            program: path,
            handler: "app",
            environment: ProcessInfo.processInfo.environment.merging(["COLOR": "blue", "FOLDER": folder.path]) { $1 },
            timeout: .seconds(60),
            logPath: "\(folder.path)/log"
        )
    }
}
