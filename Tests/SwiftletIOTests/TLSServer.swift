import Foundation

/// A TLS server with a self-signed certificate for `localhost`.
///
/// A shell supervises the server and deletes the directory of its certificate. It ends the server when its standard input
/// is closed, also when the test process is killed. SIGKILL, because a child may inherit a blocked SIGTERM.
final class TLSServer: Sendable {
    let port: UInt16
    let certificate: String
    /// The process of the server itself.
    let processID: pid_t
    private let supervisor: Process
    private let input: FileHandle

    static let isAvailable = command != nil

    private static let command = ["/usr/bin/openssl", "/usr/local/bin/openssl", "/bin/openssl"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    private static let script = """
        folder=$2
        server=
        end() { if [ -n "$server" ]; then kill -KILL $server; wait $server 2>/dev/null; fi; rm -rf "$folder"; exit; }
        mkdir "$folder" || exit 1
        "$1" req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \
            -addext subjectAltName=DNS:localhost -keyout "$folder/key.pem" -out "$folder/certificate.pem" || end
        printf '%s' "$3" >"$folder/reply"
        cd "$folder" || end
        "$1" s_server -accept 127.0.0.1:0 -cert certificate.pem -key key.pem "${4:--www}" &
        server=$!
        echo "SERVER $server"
        read -r line
        end
        """

    struct Failure: Error {
        var message: String
    }

    /// Starts a server.
    ///
    /// - Parameter reply: The whole response to a request for `/reply`; by default, every path returns the server's status page.
    /// - Throws: ``Failure`` if the server does not start.
    init(reply: String? = nil) throws {
        guard let command = Self.command else { throw Failure(message: "There is no openssl command.") }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tls-\(UUID().uuidString)").path
        certificate = folder + "/certificate.pem"
        supervisor = Process()
        supervisor.executableURL = URL(fileURLWithPath: "/bin/sh")
        supervisor.arguments = [
            "-c", Self.script, "supervisor", command, folder, reply ?? "", reply == nil ? "-www" : "-HTTP",
        ]
        let (input, output) = (Pipe(), Pipe())
        supervisor.standardInput = input
        supervisor.standardOutput = output
        supervisor.standardError = FileHandle.nullDevice
        try supervisor.run()
        self.input = input.fileHandleForWriting
        // The shell prints "SERVER PID", the server "ACCEPT 127.0.0.1:PORT" once it listens.
        var text = ""
        var process: pid_t?
        var port: UInt16?
        while process == nil || port == nil {
            let data = output.fileHandleForReading.availableData
            if data.isEmpty { break }
            text += String(decoding: data, as: UTF8.self)
            for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
                if line.hasPrefix("SERVER ") { process = pid_t(line.dropFirst(7)) }
                if line.hasPrefix("ACCEPT") { port = line.split(separator: ":").last.flatMap { UInt16($0) } }
            }
        }
        guard let process, let port else {
            try? self.input.close()
            supervisor.waitUntilExit()
            throw Failure(message: "The TLS server did not start.")
        }
        (processID, self.port) = (process, port)
    }

    /// Ends the server and deletes its certificate.
    func stop() {
        try? input.close()
        supervisor.waitUntilExit()
    }
}
