import Foundation
import Synchronization
import TestSupport
import Testing

@testable import SwiftletEmulator

@Suite(.timeLimit(.minutes(1))) struct ChildProcessTests {
    @Test func `a process gets its arguments and an empty input`() async throws {
        let output = Recorder()
        let (pipe, child) = try OutputPipe.make(to: output.append) { descriptor in
            try ChildProcess.start(
                program: "/bin/sh",
                arguments: ["-c", "cat; echo \"$0 $1\"", "a b", "$c"],
                environment: [:],
                output: .pipe(descriptor),
                endsWithParent: true
            ) { _ in }
        }
        await child.waitForEnd()
        pipe.drain()
        #expect(output.text == "a b $c\n")
    }

    @Test func `a process is terminated when its parent is killed`() async throws {
        try await TemporaryFolder.with { folder in
            let loop =
                "trap 'echo terminated >\"$OUT\"; exit' TERM; echo >\"$OUT.started\"; while :; do sleep 0.05; done"
            let parent = Process()
            parent.executableURL = URL(filePath: "/bin/bash")
            // Descriptor 9 is the end of the pipe that only the parent has.
            parent.arguments =
                ["-c", "exec 9> >(exec setsid \"$@\" 9>&-); exec sleep 60", "bash"]
                + Lifeline.command(["/bin/sh", "-c", loop])
            parent.environment = ["OUT": "\(folder.path)/out", "PATH": "/usr/bin:/bin"]
            try parent.run()
            try await until { (try? folder.read("out.started")) != nil }
            kill(parent.processIdentifier, SIGKILL)
            try await until { (try? folder.read("out")) == "terminated\n" }
            parent.waitUntilExit()
        }
    }

    private func until(_ condition: () -> Bool) async throws {
        while !condition() { try await Task.sleep(for: .milliseconds(5)) }
    }
}
