import SwiftletJSON
import Testing

@testable import Swiftlet

@Suite struct SchemaEncodingTests {
    @Test func `decodes and encodes Base64 like Pydantic`() throws {
        for example in PydanticEncodings.base64.cases { try example.check(Base64Bytes.self) }
        for example in PydanticEncodings.base64URL.cases { try example.check(Base64URLBytes.self) }
        #expect(try decoded(Base64Bytes.self, #""AAH/""#).bytes == [0, 1, 255])
        #expect(Base64URLBytes([251, 255]).literal == "-_8=")
    }

    @Test func `decodes and encodes IP addresses like Pydantic`() throws {
        for example in PydanticEncodings.ipv4.cases { try example.check(IPv4Address.self) }
        for example in PydanticEncodings.ipv6.cases { try example.check(IPv6Address.self) }
        for example in PydanticEncodings.anyAddress.cases { try example.check(IPAddress.self) }
    }

    @Test func `decodes and encodes IP networks like Pydantic`() throws {
        for example in PydanticEncodings.ipv4Network.cases { try example.check(IPv4Network.self) }
        for example in PydanticEncodings.ipv6Network.cases { try example.check(IPv6Network.self) }
    }

    @Test(arguments: [
        ("192.0.2.0/24", "192.0.2.255", true), ("192.0.2.0/24", "192.0.3.0", false), ("0.0.0.0/0", "255.0.0.1", true),
    ])
    func `an IPv4 network contains its addresses`(_ network: String, _ address: String, _ isInside: Bool) throws {
        let network = try #require(IPv4Network(network))
        let address = try #require(IPv4Address(address))
        #expect(network.contains(address) == isInside)
    }

    @Test(arguments: [("2001:db8::/32", "2001:db8:1::1", true), ("2001:db8::/32", "2001:db9::", false)])
    func `an IPv6 network contains its addresses`(_ network: String, _ address: String, _ isInside: Bool) throws {
        let network = try #require(IPv6Network(network))
        let address = try #require(IPv6Address(address))
        #expect(network.contains(address) == isInside)
    }

    @Test func `compares addresses by their numeric values`() throws {
        let low = try #require(IPv4Address("9.0.0.0"))
        let high = try #require(IPv4Address("10.0.0.0"))
        #expect(low < high && low.rawValue == 0x0900_0000)
        #expect(try rejected(IPv4Address.self, #""9.0.0.0""#, [.ge(high)]).map(\.type) == ["greater_than_equal"])
        let first = try #require(IPv6Address("::1"))
        let second = try #require(IPv6Address("::2%eth0"))
        #expect(first < second && second.zone == "eth0")
    }

    @Test(arguments: [
        (#""x""#, "**********"), ("1", "**********"),
    ])
    func `redacts a Base64 secret in errors`(_ input: String, _ shown: JSON) throws {
        let errors = try rejected(Secret<Base64Bytes>.self, input)
        #expect(errors.map(\.input) == [shown])
    }

    @Test func `describes formats`() {
        var registry = SchemaRegistry()
        #expect(Base64Bytes.describe([], &registry) == ["type": "string", "format": "base64"])
        #expect(Base64URLBytes.describe([], &registry) == ["type": "string", "format": "base64url"])
        #expect(IPv4Address.describe([], &registry) == ["type": "string", "format": "ipv4"])
        #expect(IPv6Address.describe([], &registry) == ["type": "string", "format": "ipv6"])
        #expect(IPv4Network.describe([], &registry) == ["type": "string", "format": "ipv4network"])
        #expect(IPv6Network.describe([], &registry) == ["type": "string", "format": "ipv6network"])
        #expect(IPAddress.describe([], &registry) == ["type": "string", "format": "ipvanyaddress"])
    }
}
