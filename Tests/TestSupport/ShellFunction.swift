import Foundation

/// A function binary that is a shell script, which uses bash's sockets for HTTP.
package enum ShellFunction {
    /// Responds to each event with the output of `answer`, which has the event in `$event` and the handler in `$_HANDLER`,
    /// and then runs `after`.
    package static func script(_ answer: String, before: String = "", after: String = ":") -> String {
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
            \(after)
        done
        """
    }

    /// Writes a script to a folder as an executable file.
    ///
    /// - Returns: The path of the file.
    package static func install(_ script: String, in folder: TemporaryFolder) throws -> String {
        try folder.write("function", text: script)
        let path = "\(folder.path)/function"
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    /// The environment of this process, with the folder as `FOLDER`.
    package static func environment(in folder: TemporaryFolder) -> [String: String] {
        ProcessInfo.processInfo.environment.merging(["COLOR": "blue", "FOLDER": folder.path]) { $1 }
    }
}
