import Foundation
import Testing

@testable import SwiftletSQL

/// Defaults for parameters that are not in the URL.
@Suite struct ConnectionDefaultTests {
    private func parameters(
        _ query: String,
        _ environment: [String: String] = [:],
        isLocal: Bool = false,
        readable: Set<String> = []
    ) throws -> PostgresParameters {
        var parameters = try PostgresParameters(url: "postgres://h/d\(query)")
        parameters.addTransportSecurity(isLocal: isLocal, environment: environment) { readable.contains($0) }
        return parameters
    }

    fileprivate static let deployed = ["AWS_LAMBDA_FUNCTION_NAME": "users"]

    @Test(
        arguments: [
            ("", ConnectionDefaultTests.deployed, false, "verify-full"),
            ("", ["AWS_LAMBDA_RUNTIME_API": "127.0.0.1:9001"], false, "verify-full"),
            ("", [:], false, nil),
            ("", ConnectionDefaultTests.deployed, true, nil),
            ("?sslmode=require", ConnectionDefaultTests.deployed, false, "require"),
            ("?sslmode=disable", ConnectionDefaultTests.deployed, false, "disable"),
            ("", ConnectionDefaultTests.deployed.merging(["PGSSLMODE": "require"]) { $1 }, false, nil),
        ] as [(String, [String: String], Bool, String?)]
    )
    func `a deployed function verifies the server by default`(
        _ query: String,
        _ environment: [String: String],
        _ isLocal: Bool,
        _ mode: String?
    ) throws {
        #expect(try parameters(query, environment, isLocal: isLocal)["sslmode"] == mode)
    }

    @Test(arguments: PostgresParameters.certificateFiles)
    func `verify-full trusts the system's CA certificates`(_ file: String) throws {
        #expect(try parameters("?sslmode=verify-full", readable: [file])["sslrootcert"] == file)
        #expect(try parameters("", ["PGSSLMODE": "verify-full"], readable: [file])["sslrootcert"] == file)
        #expect(try parameters("", Self.deployed, readable: [file])["sslrootcert"] == file)
    }

    @Test func `SSL_CERT_FILE replaces the system's CA certificates`() throws {
        let environment = ["SSL_CERT_FILE": "/my/ca.pem"]
        let all = Set(PostgresParameters.certificateFiles)
        #expect(try parameters("?sslmode=verify-full", environment, readable: all)["sslrootcert"] == "/my/ca.pem")
        #expect(try parameters("?sslmode=verify-ca", environment, readable: all)["sslrootcert"] == nil)
    }

    @Test(arguments: ["?sslmode=verify-ca", "?sslmode=require", "?sslmode=prefer", ""])
    func `without verify-full the system's CA certificates are not used`(_ query: String) throws {
        #expect(try parameters(query, readable: Set(PostgresParameters.certificateFiles))["sslrootcert"] == nil)
    }

    @Test func `explicit CA certificates replace the system's`() throws {
        let all = Set(PostgresParameters.certificateFiles + ["/home/me/.postgresql/root.crt"])
        let named = try parameters("?sslmode=verify-full&sslrootcert=/my/ca.pem", readable: all)
        #expect(named["sslrootcert"] == "/my/ca.pem")
        let environment = ["PGSSLROOTCERT": "/my/ca.pem"]
        #expect(try parameters("?sslmode=verify-full", environment, readable: all)["sslrootcert"] == nil)
        let home = ["HOME": "/home/me", "SSL_CERT_FILE": "/my/ca.pem"]
        #expect(try parameters("?sslmode=verify-full", home, readable: all)["sslrootcert"] == nil)
    }

    @Test(arguments: [
        ("postgres://10.0.0.1,[2001:db8::1]/d", [false, false]),
        ("postgres://127.0.0.1,127.8.8.8,[::1],localhost/d", [true, true, true, true]),
        ("postgres://%2Frun%2Fpg,db.example.com/d", [true, false]),
        ("postgres:///d", [true]),
        ("postgres://db.example.com/d?hostaddr=127.0.0.1", [true]),
    ])
    func `sockets and loopback addresses are local`(_ url: String, _ isLocal: [Bool]) throws {
        #expect(try PostgresHosts(PostgresParameters(url: url))?.hosts.map(\.isLocal) == isLocal)
    }

    @Test func `hosts have a name, an address and a port`() throws {
        typealias Host = PostgresHosts.Host
        let several = try PostgresParameters(url: "postgres://a.example:1,10.0.0.1:2,b.example:3/d")
        #expect(
            PostgresHosts(several)?.hosts == [
                Host(name: "a.example", address: "", port: "1"),
                Host(name: "10.0.0.1", address: "10.0.0.1", port: "2"),
                Host(name: "b.example", address: "", port: "3"),
            ]
        )
        #expect(PostgresHosts(several)?.hosts.map(\.needsAddress) == [true, false, true])
        let socket = try PostgresParameters(url: "postgres:///d?host=/tmp")
        #expect(PostgresHosts(socket)?.hosts.map(\.needsAddress) == [false])
        #expect(PostgresHosts(try PostgresParameters(url: "postgres:///d"))?.hosts.map(\.needsAddress) == [false])
        #expect(PostgresHosts(try PostgresParameters(url: "postgres://a,b/d?hostaddr=10.0.0.1")) == nil)
    }

    @Test func `hosts of a service file or the environment are known before connecting`() async {
        // In a separate process, because the environment belongs to the whole process.
        await #expect(processExitsWith: .success) {
            let file = FileManager.default.temporaryDirectory.appending(path: "pg-service-\(UUID())")
            try Data("[app]\nhost=db.example.com\nport=6543\ntarget_session_attrs=standby\n".utf8).write(to: file)
            defer { try? FileManager.default.removeItem(at: file) }
            unsafe setenv("PGSERVICEFILE", file.path, 1)
            unsafe setenv("PGCONNECT_TIMEOUT", "7", 1)
            var service = try PostgresParameters(url: "postgres:///d?service=app&port=1")
            service.addLibpqDefaults()
            #expect(service["host"] == "db.example.com")
            #expect(service["port"] == "1")
            #expect(service["target_session_attrs"] == "standby")
            #expect(service["connect_timeout"] == "7")
            #expect(service["sslmode"] == nil)
            unsafe setenv("PGHOST", "other.example.com", 1)
            var environment = try PostgresParameters(url: "postgres:///d?sslmode=require")
            environment.addLibpqDefaults()
            #expect(environment["host"] == "other.example.com")
            #expect(environment["sslmode"] == "require")
        }
    }

    @Test(
        arguments: [
            ("postgres://u:p@h/d?pooler=transaction", Database.Pooler.transaction, nil),
            ("postgres://u:p?w@h/d?pooler=session&sslmode=require", .session, "require"),
            ("postgres://u:p@h/d?sslmode=require&pooler=none", Database.Pooler.none, "require"),
            ("postgres://u:p@h/d?sslmode=require", nil, "require"),
            ("postgresql://h?pooler=transaction", .transaction, nil),
        ] as [(String, Database.Pooler?, String?)]
    )
    func `the pooler is parsed from the URL`(_ url: String, _ pooler: Database.Pooler?, _ mode: String?) throws {
        let parameters = try PostgresParameters(url: url)
        #expect(parameters.pooler == pooler)
        #expect(parameters["sslmode"] == mode)
        #expect(parameters["pooler"] == nil)
    }

    @Test func `a question mark in the password does not start the query`() throws {
        let parameters = try PostgresParameters(url: "postgres://u:p?pooler=transaction@h/d")
        #expect(parameters.pooler == nil)
        #expect(parameters["password"] == "p?pooler=transaction")
    }

    @Test(arguments: ["?pooler=", "?pooler=statement", "?pooler=none&pooler=session", "?pooler=Transaction"])
    func `an unknown pooler is rejected`(_ query: String) {
        let error = #expect(throws: SQLError.self) { try Database(url: "postgres://u:s3cret@h/d\(query)") }
        #expect(error?.code == .invalidURL)
        #expect(error?.message.contains("none, session or transaction") == true)
        #expect(error?.description.contains("s3cret") == false)
    }

    @Test func `any duration is converted to milliseconds that the server accepts`() {
        #expect(PostgresParameters.milliseconds(.seconds(Int64.max)) == Int64(Int32.max))
        #expect(PostgresParameters.milliseconds(.seconds(-1)) == 1)
        #expect(PostgresParameters.milliseconds(.seconds(2)) == 2_000)
    }

    @Test func `values in the URL take precedence over server timeouts`() throws {
        var parameters = try PostgresParameters(url: "postgres://h/d?options=-csearch_path%3Dapp")
        parameters.add(.function, environment: [:], includingOptions: true)
        #expect(
            parameters["options"]
                == "-c statement_timeout=900000 -c idle_in_transaction_session_timeout=60000 -csearch_path=app"
        )
        #expect(parameters["tcp_user_timeout"] == "30000")
        var own = try PostgresParameters(url: "postgres://h/d?tcp_user_timeout=5")
        own.add(.function, environment: ["PGOPTIONS": "-c geqo=off"], includingOptions: true)
        #expect(own["tcp_user_timeout"] == "5")
        #expect(own["options"]?.hasSuffix(" -c geqo=off") == true)
        var pooled = try PostgresParameters(url: "postgres://h/d")
        pooled.add(.function, environment: [:], includingOptions: false)
        #expect(pooled["options"] == nil)
        var off = try PostgresParameters(url: "postgres://h/d")
        off.add(.none, environment: [:], includingOptions: true)
        #expect(off["options"] == nil)
        #expect(off["tcp_user_timeout"] == nil)
    }

    @Test(
        arguments: [
            (nil, "on", "on", true), ("any", "on", "on", true), ("prefer-standby", "off", "off", true),
            ("read-write", "off", "off", true), ("read-write", "on", "off", false), ("read-write", "off", "on", false),
            ("primary", "off", "on", true), ("primary", "on", "off", false),
            ("standby", "on", "off", true), ("standby", "off", "on", false),
            ("read-only", "on", "off", true), ("read-only", "off", "on", true), ("read-only", "off", "off", false),
            ("read-write", nil, nil, true), ("standby", nil, nil, true), ("read-only", nil, nil, true),
        ] as [(String?, String?, String?, Bool)]
    )
    func `the role of a server is checked`(_ role: String?, _ standby: String?, _ readOnly: String?, _ accepts: Bool) {
        #expect(PostgresServerRole(role).accepts(inHotStandby: standby, isReadOnlyByDefault: readOnly) == accepts)
    }

    @Test(
        arguments: [
            ("connection to server at \"h\" failed: FATAL:  28P01: password authentication failed", "28P01", true),
            ("FATAL:  3D000: database \"x\" does not exist", "3D000", true),
            ("FATAL:  08P01: password authentication failed", "08P01", true),
            ("fe_sendauth: no password supplied", nil, true),
            ("connection to server at \"password.example.com\", port 5432 failed: Connection refused", nil, false),
            ("FATAL:  57P03: the database system is starting up", "57P03", false),
            ("FATAL:  08P01: unsupported startup parameter: options", "08P01", false),
        ] as [(String, String?, Bool)]
    )
    func `a connection error has the code of its SQLSTATE`(_ text: String, _ state: String?, _ isRejected: Bool) {
        let error = SQLError.cannotConnect(text)
        #expect(error.sqlState == state)
        #expect(error.code == (isRejected ? .authenticationFailed : .connectionFailed))
        #expect(error.isRejectedOption == (state == "08P01" && !isRejected))
    }
}
