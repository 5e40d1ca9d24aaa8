// Recorded from Pydantic 2.14.

/// Pydantic's results for bytes and addresses.
enum PydanticEncodings {
    /// `Base64Bytes`.
    static let base64 = PydanticTable(
        #"""
        "" => ""
        "aGk=" => "aGk="
        "aGk" !! {"type":"base64_decode","loc":[],"msg":"Base64 decoding error: 'Incorrect padding'","ctx":{"error":"Incorrect padding"}}
        "aG k=" => "aGk="
        "a" !! {"type":"base64_decode","loc":[],"msg":"Base64 decoding error: 'Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4'","ctx":{"error":"Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4"}}
        "ab" !! {"type":"base64_decode","loc":[],"msg":"Base64 decoding error: 'Incorrect padding'","ctx":{"error":"Incorrect padding"}}
        "abc" !! {"type":"base64_decode","loc":[],"msg":"Base64 decoding error: 'Incorrect padding'","ctx":{"error":"Incorrect padding"}}
        "abcd" => "abcd"
        "abcde" !! {"type":"base64_decode","loc":[],"msg":"Base64 decoding error: 'Invalid base64-encoded string: number of data characters (5) cannot be 1 more than a multiple of 4'","ctx":{"error":"Invalid base64-encoded string: number of data characters (5) cannot be 1 more than a multiple of 4"}}
        "a===" !! {"type":"base64_decode","loc":[],"msg":"Base64 decoding error: 'Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4'","ctx":{"error":"Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4"}}
        "!!!!" => ""
        "aGk=aGk=" => "aGk="
        "aGkx=" => "aGkx"
        "a-_b" !! {"type":"base64_decode","loc":[],"msg":"Base64 decoding error: 'Incorrect padding'","ctx":{"error":"Incorrect padding"}}
        "a+/b" => "a+/b"
        "ab==x" => "aQ=="
        "=" => ""
        "a=b=" !! {"type":"base64_decode","loc":[],"msg":"Base64 decoding error: 'Incorrect padding'","ctx":{"error":"Incorrect padding"}}
        "/w==" => "/w=="
        "é" => ""
        "ab=c" !! {"type":"base64_decode","loc":[],"msg":"Base64 decoding error: 'Incorrect padding'","ctx":{"error":"Incorrect padding"}}
        "abcd=" => "abcd"
        "abcd==" => "abcd"
        "====" => ""
        "ab=cd==" => "abcd"
        "_-_-" => ""
        "aa=a=" => "aaY="
        null !! {"type":"bytes_type","loc":[],"msg":"Input should be a valid bytes"}
        true !! {"type":"bytes_type","loc":[],"msg":"Input should be a valid bytes"}
        [] !! {"type":"bytes_type","loc":[],"msg":"Input should be a valid bytes"}
        {} !! {"type":"bytes_type","loc":[],"msg":"Input should be a valid bytes"}
        1 !! {"type":"bytes_type","loc":[],"msg":"Input should be a valid bytes"}
        1.5 !! {"type":"bytes_type","loc":[],"msg":"Input should be a valid bytes"}
        -1 !! {"type":"bytes_type","loc":[],"msg":"Input should be a valid bytes"}
        """#
    )

    /// `Base64UrlBytes`.
    static let base64URL = PydanticTable(
        #"""
        "" => ""
        "aGk=" => "aGk="
        "aGk" !! {"type":"base64_decode","loc":[],"msg":"Base64 decoding error: 'Incorrect padding'","ctx":{"error":"Incorrect padding"}}
        "aG k=" => "aGk="
        "a" !! {"type":"base64_decode","loc":[],"msg":"Base64 decoding error: 'Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4'","ctx":{"error":"Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4"}}
        "ab" !! {"type":"base64_decode","loc":[],"msg":"Base64 decoding error: 'Incorrect padding'","ctx":{"error":"Incorrect padding"}}
        "abc" !! {"type":"base64_decode","loc":[],"msg":"Base64 decoding error: 'Incorrect padding'","ctx":{"error":"Incorrect padding"}}
        "abcd" => "abcd"
        "abcde" !! {"type":"base64_decode","loc":[],"msg":"Base64 decoding error: 'Invalid base64-encoded string: number of data characters (5) cannot be 1 more than a multiple of 4'","ctx":{"error":"Invalid base64-encoded string: number of data characters (5) cannot be 1 more than a multiple of 4"}}
        "a===" !! {"type":"base64_decode","loc":[],"msg":"Base64 decoding error: 'Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4'","ctx":{"error":"Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4"}}
        "!!!!" => ""
        "aGk=aGk=" => "aGk="
        "aGkx=" => "aGkx"
        "a-_b" => "a-_b"
        "a+/b" => "a-_b"
        "ab==x" => "aQ=="
        "=" => ""
        "a=b=" !! {"type":"base64_decode","loc":[],"msg":"Base64 decoding error: 'Incorrect padding'","ctx":{"error":"Incorrect padding"}}
        "/w==" => "_w=="
        "é" => ""
        "ab=c" !! {"type":"base64_decode","loc":[],"msg":"Base64 decoding error: 'Incorrect padding'","ctx":{"error":"Incorrect padding"}}
        "abcd=" => "abcd"
        "abcd==" => "abcd"
        "====" => ""
        "ab=cd==" => "abcd"
        "_-_-" => "_-_-"
        "aa=a=" => "aaY="
        null !! {"type":"bytes_type","loc":[],"msg":"Input should be a valid bytes"}
        true !! {"type":"bytes_type","loc":[],"msg":"Input should be a valid bytes"}
        [] !! {"type":"bytes_type","loc":[],"msg":"Input should be a valid bytes"}
        {} !! {"type":"bytes_type","loc":[],"msg":"Input should be a valid bytes"}
        1 !! {"type":"bytes_type","loc":[],"msg":"Input should be a valid bytes"}
        1.5 !! {"type":"bytes_type","loc":[],"msg":"Input should be a valid bytes"}
        -1 !! {"type":"bytes_type","loc":[],"msg":"Input should be a valid bytes"}
        """#
    )

    /// `IPv4Address`.
    static let ipv4 = PydanticTable(
        #"""
        "1.2.3.4" => "1.2.3.4"
        "0.0.0.0" => "0.0.0.0"
        "255.255.255.255" => "255.255.255.255"
        "256.1.1.1" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "01.2.3.4" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "1.2.3" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "1.2.3.4.5" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        " 1.2.3.4" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "1.2.3.4/24" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "1..2.3" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "::" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "::1" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "1::" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "1:2:3:4:5:6:7:8" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "1:2:3:4:5:6:7::" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "::2:3:4:5:6:7:8" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "1:2:3:4:5:6:7" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "1::2::3" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        ":::" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        ":1" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "1:" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "12345::" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "::g" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "::1.2.3.4" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "::ffff:1.2.3.4" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "1.2.3.4::" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "fe80::1%eth0" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "fe80::1%" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "fe80::1%a%b" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "2001:DB8::00A" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "1:0:0:2:0:0:0:3" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "1:0:2:0:3:0:4:0" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "::1/64" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "٣.1.1.1" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "1.2.3.-4" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "1:2:3:4:5:6:1.2.3.4" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        "1:2:3:4:5:6:7:1.2.3.4" !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        null !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        true => "0.0.0.1"
        [] !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        {} !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        1 => "0.0.0.1"
        1.5 !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        -1 !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        4294967295 => "255.255.255.255"
        4294967296 !! {"type":"ip_v4_address","loc":[],"msg":"Input is not a valid IPv4 address"}
        """#
    )

    /// `IPv6Address`.
    static let ipv6 = PydanticTable(
        #"""
        "1.2.3.4" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        "0.0.0.0" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        "255.255.255.255" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        "256.1.1.1" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        "01.2.3.4" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        "1.2.3" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        "1.2.3.4.5" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        " 1.2.3.4" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        "1.2.3.4/24" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        "1..2.3" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        "::" => "::"
        "::1" => "::1"
        "1::" => "1::"
        "1:2:3:4:5:6:7:8" => "1:2:3:4:5:6:7:8"
        "1:2:3:4:5:6:7::" => "1:2:3:4:5:6:7:0"
        "::2:3:4:5:6:7:8" => "0:2:3:4:5:6:7:8"
        "1:2:3:4:5:6:7" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        "1::2::3" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        ":::" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        ":1" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        "1:" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        "12345::" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        "::g" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        "::1.2.3.4" => "::102:304"
        "::ffff:1.2.3.4" => "::ffff:102:304"
        "1.2.3.4::" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        "fe80::1%eth0" => "fe80::1%eth0"
        "fe80::1%" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        "fe80::1%a%b" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        "2001:DB8::00A" => "2001:db8::a"
        "1:0:0:2:0:0:0:3" => "1:0:0:2::3"
        "1:0:2:0:3:0:4:0" => "1:0:2:0:3:0:4:0"
        "::1/64" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        "٣.1.1.1" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        "1.2.3.-4" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        "1:2:3:4:5:6:1.2.3.4" => "1:2:3:4:5:6:102:304"
        "1:2:3:4:5:6:7:1.2.3.4" !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        null !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        true => "::1"
        [] !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        {} !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        1 => "::1"
        1.5 !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        -1 !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        340282366920938463463374607431768211455 => "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
        340282366920938463463374607431768211456 !! {"type":"ip_v6_address","loc":[],"msg":"Input is not a valid IPv6 address"}
        """#
    )

    /// `IPv4Network`.
    static let ipv4Network = PydanticTable(
        #"""
        "1.2.3.0/24" => "1.2.3.0/24"
        "1.2.3.4/24" !! {"type":"ip_v4_network","loc":[],"msg":"Input is not a valid IPv4 network"}
        "1.2.3.4" => "1.2.3.4/32"
        "1.2.3.0/255.255.255.0" => "1.2.3.0/24"
        "1.2.3.0/0.0.0.255" => "1.2.3.0/24"
        "1.2.3.0/255.0.255.0" !! {"type":"ip_v4_network","loc":[],"msg":"Input is not a valid IPv4 network"}
        "0.0.0.0/0" => "0.0.0.0/0"
        "0.0.0.0/0.0.0.0" => "0.0.0.0/0"
        "1.2.3.0/33" !! {"type":"ip_v4_network","loc":[],"msg":"Input is not a valid IPv4 network"}
        "1.2.3.0/" !! {"type":"ip_v4_network","loc":[],"msg":"Input is not a valid IPv4 network"}
        "1.2.3.0/024" => "1.2.3.0/24"
        "1.2.3.0/24/8" !! {"type":"ip_v4_network","loc":[],"msg":"Input is not a valid IPv4 network"}
        "/24" !! {"type":"ip_v4_network","loc":[],"msg":"Input is not a valid IPv4 network"}
        "x" !! {"type":"ip_v4_network","loc":[],"msg":"Input is not a valid IPv4 network"}
        "1.2.3.0/-1" !! {"type":"ip_v4_network","loc":[],"msg":"Input is not a valid IPv4 network"}
        "255.255.255.255/32" => "255.255.255.255/32"
        "1.2.3.0/99999999999999999999" !! {"type":"ip_v4_network","loc":[],"msg":"Input is not a valid IPv4 network"}
        null !! {"type":"ip_v4_network","loc":[],"msg":"Input is not a valid IPv4 network"}
        true => "0.0.0.1/32"
        [] !! {"type":"ip_v4_network","loc":[],"msg":"Input is not a valid IPv4 network"}
        {} !! {"type":"ip_v4_network","loc":[],"msg":"Input is not a valid IPv4 network"}
        1 => "0.0.0.1/32"
        1.5 !! {"type":"ip_v4_network","loc":[],"msg":"Input is not a valid IPv4 network"}
        -1 !! {"type":"ip_v4_network","loc":[],"msg":"Input is not a valid IPv4 network"}
        """#
    )

    /// `IPv6Network`.
    static let ipv6Network = PydanticTable(
        #"""
        "::/64" => "::/64"
        "::1/64" !! {"type":"ip_v6_network","loc":[],"msg":"Input is not a valid IPv6 network"}
        "::1" => "::1/128"
        "2001:DB8::/32" => "2001:db8::/32"
        "::/0" => "::/0"
        "::/129" !! {"type":"ip_v6_network","loc":[],"msg":"Input is not a valid IPv6 network"}
        "::/" !! {"type":"ip_v6_network","loc":[],"msg":"Input is not a valid IPv6 network"}
        "::/x" !! {"type":"ip_v6_network","loc":[],"msg":"Input is not a valid IPv6 network"}
        "::/ffff::" !! {"type":"ip_v6_network","loc":[],"msg":"Input is not a valid IPv6 network"}
        "x" !! {"type":"ip_v6_network","loc":[],"msg":"Input is not a valid IPv6 network"}
        "::/64/8" !! {"type":"ip_v6_network","loc":[],"msg":"Input is not a valid IPv6 network"}
        "1.2.3.4/24" !! {"type":"ip_v6_network","loc":[],"msg":"Input is not a valid IPv6 network"}
        null !! {"type":"ip_v6_network","loc":[],"msg":"Input is not a valid IPv6 network"}
        true => "::1/128"
        [] !! {"type":"ip_v6_network","loc":[],"msg":"Input is not a valid IPv6 network"}
        {} !! {"type":"ip_v6_network","loc":[],"msg":"Input is not a valid IPv6 network"}
        1 => "::1/128"
        1.5 !! {"type":"ip_v6_network","loc":[],"msg":"Input is not a valid IPv6 network"}
        -1 !! {"type":"ip_v6_network","loc":[],"msg":"Input is not a valid IPv6 network"}
        """#
    )

    /// `IPvAnyAddress`.
    static let anyAddress = PydanticTable(
        #"""
        "1.2.3.4" => "1.2.3.4"
        "::1" => "::1"
        "x" !! {"type":"ip_any_address","loc":[],"msg":"value is not a valid IPv4 or IPv6 address"}
        "" !! {"type":"ip_any_address","loc":[],"msg":"value is not a valid IPv4 or IPv6 address"}
        null !! {"type":"ip_any_address","loc":[],"msg":"value is not a valid IPv4 or IPv6 address"}
        true => "0.0.0.1"
        [] !! {"type":"ip_any_address","loc":[],"msg":"value is not a valid IPv4 or IPv6 address"}
        {} !! {"type":"ip_any_address","loc":[],"msg":"value is not a valid IPv4 or IPv6 address"}
        1 => "0.0.0.1"
        1.5 !! {"type":"ip_any_address","loc":[],"msg":"value is not a valid IPv4 or IPv6 address"}
        -1 !! {"type":"ip_any_address","loc":[],"msg":"value is not a valid IPv4 or IPv6 address"}
        4294967296 => "::1:0:0"
        """#
    )
}
