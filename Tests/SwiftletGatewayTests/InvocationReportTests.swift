import Testing

@testable import SwiftletGateway

@Suite struct InvocationReportTests {
    @Test func `the log lines match those of Lambda`() {
        var report = InvocationReport(id: "id-1", memorySize: 512)
        report.duration = .microseconds(1234)
        report.peakMemory = 20 * 1_048_576 + 1
        #expect(InvocationReport.start("id-1") == "START RequestId: id-1 Version: $LATEST")
        #expect(
            report.end == [
                "END RequestId: id-1",
                "REPORT RequestId: id-1\tDuration: 1.23 ms\tBilled Duration: 2 ms\tMemory Size: 512 MB\t"
                    + "Max Memory Used: 21 MB",
            ]
        )
    }

    @Test func `a failed init phase and an abnormal end are reported`() {
        var report = InvocationReport(id: "id-1", memorySize: 128)
        report.duration = .milliseconds(250) + .microseconds(60)
        report.initDuration = .milliseconds(1794) + .microseconds(560)
        report.status = "timeout"
        #expect(
            report.end.last
                == "REPORT RequestId: id-1\tDuration: 250.06 ms\tBilled Duration: 2045 ms\tMemory Size: 128 MB\t"
                + "Init Duration: 1794.56 ms\tStatus: timeout"
        )
    }

    @Test func `the billed duration is at least 1 ms`() {
        let report = InvocationReport(id: "x", memorySize: 1)
        #expect(report.end.last?.contains("Billed Duration: 1 ms") == true)
    }
}
