import Foundation
import Swiftlet
import Testing

@Suite struct ObservedRecordTests {
    @Test func `every record is parsed and belongs to a tested app`() throws {
        let file = try JSON(parsing: Array(try Data(contentsOf: ObservedRecord.file)))
        let names = try #require(file.array).map { $0["name"]?.string }
        #expect(ObservedRecord.all.map(\.name) == names)
        #expect(names.count == 67)
        #expect(Set(names).count == names.count)
    }

    @Test func `every deviation belongs to a record and has a reason`() {
        let names = Set(ObservedRecord.all.map(\.name))
        for (name, deviation) in Deviation.all {
            #expect(names.contains(name), "\(name)")
            #expect(!deviation.reason.isEmpty, "\(name)")
        }
    }
}
