import SwiftletMacros
import Testing

@testable import Swiftlet

@Suite struct NamingTests {
    @Model
    struct Names {
        var name: Int
        var isActive: Int
        var userID: Int
        var URLPath: Int
        var userURLPath: Int
        var address2: Int
        var sha256Sum: Int
        var id3v2: Int
        var X: Int
        var aB: Int
        var ABc: Int
        var _private: Int
        var already_Mixed: Int
        var `default`: Int
    }

    @Model(naming: .camelCase)
    struct Columns {
        var first_name: Int
        var _hidden_column: Int
        var userID: Int
    }

    @Test func `keys are the same as those of FieldNaming`() {
        let names = [
            "name", "isActive", "userID", "URLPath", "userURLPath", "address2", "sha256Sum", "id3v2", "X", "aB", "ABc",
            "_private", "already_Mixed", "default",
        ]
        #expect(Names.schema.fields.map(\.name) == names.map(FieldNaming.snakeCase.name))
        let columns = ["first_name", "_hidden_column", "userID"]
        #expect(Columns.schema.fields.map(\.name) == columns.map(FieldNaming.camelCase.name))
    }

    @Test func `acronyms are one word and digits belong to the preceding word`() {
        let keys = Names.schema.fields.map(\.name)
        #expect(keys[2...6] == ["user_id", "url_path", "user_url_path", "address2", "sha256_sum"])
    }
}
