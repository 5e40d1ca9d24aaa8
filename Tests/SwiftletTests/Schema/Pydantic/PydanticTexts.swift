// Recorded from Pydantic 2.14.

/// Pydantic's results for strings, enumerations and UUIDs.
enum PydanticTexts {
    /// `str`.
    static let string = PydanticTable(
        #"""
        "a" => "a"
        "" => ""
        1 !! {"type":"string_type","loc":[],"msg":"Input should be a valid string"}
        1.5 !! {"type":"string_type","loc":[],"msg":"Input should be a valid string"}
        null !! {"type":"string_type","loc":[],"msg":"Input should be a valid string"}
        [] !! {"type":"string_type","loc":[],"msg":"Input should be a valid string"}
        {} !! {"type":"string_type","loc":[],"msg":"Input should be a valid string"}
        true !! {"type":"string_type","loc":[],"msg":"Input should be a valid string"}
        """#
    )

    /// `str` with `min_length=2, max_length=3`.
    static let lengthString = PydanticTable(
        #"""
        "a" !! {"type":"string_too_short","loc":[],"msg":"String should have at least 2 characters","ctx":{"min_length":2}}
        "ab" => "ab"
        "abc" => "abc"
        "abcd" !! {"type":"string_too_long","loc":[],"msg":"String should have at most 3 characters","ctx":{"max_length":3}}
        "\ud83d\ude00\ud83d\ude00" => "😀😀"
        "\ud83d\ude00" !! {"type":"string_too_short","loc":[],"msg":"String should have at least 2 characters","ctx":{"min_length":2}}
        "e\u0301" => "é"
        "\ud83d\udc68\u200d\ud83d\udc69" => "👨‍👩"
        "\u00e9\u00e9\u00e9\u00e9" !! {"type":"string_too_long","loc":[],"msg":"String should have at most 3 characters","ctx":{"max_length":3}}
        "" !! {"type":"string_too_short","loc":[],"msg":"String should have at least 2 characters","ctx":{"min_length":2}}
        """#
    )

    /// `str` with `min_length=1, max_length=1`.
    static let oneString = PydanticTable(
        #"""
        "" !! {"type":"string_too_short","loc":[],"msg":"String should have at least 1 character","ctx":{"min_length":1}}
        "ab" !! {"type":"string_too_long","loc":[],"msg":"String should have at most 1 character","ctx":{"max_length":1}}
        "\u00e9" => "é"
        """#
    )

    /// `str` with `strip_whitespace, min_length=2`.
    static let strippedString = PydanticTable(
        #"""
        " ab " => "ab"
        "  " !! {"type":"string_too_short","loc":[],"msg":"String should have at least 2 characters","ctx":{"min_length":2}}
        "\u00a0ab\u2003\n" => "ab"
        " a " !! {"type":"string_too_short","loc":[],"msg":"String should have at least 2 characters","ctx":{"min_length":2}}
        """#
    )

    /// `str` with `pattern='^[A-Z]'`.
    static let patternString = PydanticTable(
        #"""
        "Ann" => "Ann"
        "ann" !! {"type":"string_pattern_mismatch","loc":[],"msg":"String should match pattern '^[A-Z]'","ctx":{"pattern":"^[A-Z]"}}
        "" !! {"type":"string_pattern_mismatch","loc":[],"msg":"String should match pattern '^[A-Z]'","ctx":{"pattern":"^[A-Z]"}}
        """#
    )

    /// An enumeration of strings.
    static let color = PydanticTable(
        #"""
        "red" => "red"
        "RED" !! {"type":"enum","loc":[],"msg":"Input should be 'red', 'green' or 'blue'","ctx":{"expected":"'red', 'green' or 'blue'"}}
        "" !! {"type":"enum","loc":[],"msg":"Input should be 'red', 'green' or 'blue'","ctx":{"expected":"'red', 'green' or 'blue'"}}
        1 !! {"type":"enum","loc":[],"msg":"Input should be 'red', 'green' or 'blue'","ctx":{"expected":"'red', 'green' or 'blue'"}}
        null !! {"type":"enum","loc":[],"msg":"Input should be 'red', 'green' or 'blue'","ctx":{"expected":"'red', 'green' or 'blue'"}}
        [] !! {"type":"enum","loc":[],"msg":"Input should be 'red', 'green' or 'blue'","ctx":{"expected":"'red', 'green' or 'blue'"}}
        """#
    )

    /// An enumeration of integers.
    static let level = PydanticTable(
        #"""
        1 => 1
        "2" => 2
        1.0 => 1
        true => 1
        3 !! {"type":"enum","loc":[],"msg":"Input should be 1 or 2","ctx":{"expected":"1 or 2"}}
        "x" !! {"type":"enum","loc":[],"msg":"Input should be 1 or 2","ctx":{"expected":"1 or 2"}}
        null !! {"type":"enum","loc":[],"msg":"Input should be 1 or 2","ctx":{"expected":"1 or 2"}}
        1.5 !! {"type":"enum","loc":[],"msg":"Input should be 1 or 2","ctx":{"expected":"1 or 2"}}
        """#
    )

    /// An enumeration of one string.
    static let only = PydanticTable(
        #"""
        "it" => "it"
        "x" !! {"type":"enum","loc":[],"msg":"Input should be 'it'","ctx":{"expected":"'it'"}}
        """#
    )

    /// `Literal['a', 'b']`.
    static let literal = PydanticTable(
        #"""
        "a" => "a"
        "c" !! {"type":"literal_error","loc":[],"msg":"Input should be 'a' or 'b'","ctx":{"expected":"'a' or 'b'"}}
        """#
    )

    /// `Literal["it's", 'q"x']`.
    static let quotedLiteral = PydanticTable(
        #"""
        "x" !! {"type":"literal_error","loc":[],"msg":"Input should be \"it's\" or 'q\"x'","ctx":{"expected":"\"it's\" or 'q\"x'"}}
        """#
    )

    /// `Literal['a']`.
    static let oneLiteral = PydanticTable(
        #"""
        "b" !! {"type":"literal_error","loc":[],"msg":"Input should be 'a'","ctx":{"expected":"'a'"}}
        """#
    )

    /// `UUID`.
    static let uuid = PydanticTable(
        #"""
        "12345678-1234-5678-1234-567812345678" => "12345678-1234-5678-1234-567812345678"
        "12345678123456781234567812345678" => "12345678-1234-5678-1234-567812345678"
        "{12345678-1234-5678-1234-567812345678}" => "12345678-1234-5678-1234-567812345678"
        "urn:uuid:12345678-1234-5678-1234-567812345678" => "12345678-1234-5678-1234-567812345678"
        "12345678-1234-5678-1234-56781234567" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid group length in group 4: expected 12, found 11","ctx":{"error":"invalid group length in group 4: expected 12, found 11"}}
        "x" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid character: found `x` at 0","ctx":{"error":"invalid character: found `x` at 0"}}
        "" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid length: found 0","ctx":{"error":"invalid length: found 0"}}
        null !! {"type":"uuid_type","loc":[],"msg":"UUID input should be a string, bytes or UUID object"}
        1 !! {"type":"uuid_type","loc":[],"msg":"UUID input should be a string, bytes or UUID object"}
        "12345678-1234-5678-1234-56781234567Z" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid character: found `Z` at 35","ctx":{"error":"invalid character: found `Z` at 35"}}
        "ABCDEFAB-1234-5678-1234-567812345678" => "abcdefab-1234-5678-1234-567812345678"
        "12345678-1234-5678-12345678-12345678" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid group length in group 3: expected 4, found 8","ctx":{"error":"invalid group length in group 3: expected 4, found 8"}}
        "123456781234-5678-1234-567812345678" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid group count: expected 5, found 4","ctx":{"error":"invalid group count: expected 5, found 4"}}
        "12345678-1234-5678-1234-5678123456789" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid group length in group 4: expected 12, found 13","ctx":{"error":"invalid group length in group 4: expected 12, found 13"}}
        "1234567812345678123456781234567" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid length: found 31","ctx":{"error":"invalid length: found 31"}}
        "123456781234567812345678123456789" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid length: found 33","ctx":{"error":"invalid length: found 33"}}
        "1-2-3-4-5" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid group length in group 0: expected 8, found 1","ctx":{"error":"invalid group length in group 0: expected 8, found 1"}}
        "1-2" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid group count: expected 5, found 2","ctx":{"error":"invalid group count: expected 5, found 2"}}
        "1-2-3-4" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid group count: expected 5, found 4","ctx":{"error":"invalid group count: expected 5, found 4"}}
        "1-2-3-4-5-6" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid group count: expected 5, found 6","ctx":{"error":"invalid group count: expected 5, found 6"}}
        "g" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid character: found `g` at 0","ctx":{"error":"invalid character: found `g` at 0"}}
        "\u00e9" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid character: found `é` at 0","ctx":{"error":"invalid character: found `é` at 0"}}
        "12345678-1234-5678-1234_567812345678" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid character: found `_` at 23","ctx":{"error":"invalid character: found `_` at 23"}}
        "urn:uuid:x" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid character: found `x` at 9","ctx":{"error":"invalid character: found `x` at 9"}}
        "{x}" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid character: found `x` at 1","ctx":{"error":"invalid character: found `x` at 1"}}
        "{12345678-1234-5678-1234-567812345678" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid character: found `{` at 0","ctx":{"error":"invalid character: found `{` at 0"}}
        " 12345678-1234-5678-1234-567812345678" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid character: found ` ` at 0","ctx":{"error":"invalid character: found ` ` at 0"}}
        "12345678-1234-5678-1234-56781234567\u00e9" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid character: found `é` at 35","ctx":{"error":"invalid character: found `é` at 35"}}
        "1234567-81234-5678-1234-567812345678" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid group length in group 0: expected 8, found 7","ctx":{"error":"invalid group length in group 0: expected 8, found 7"}}
        "{}" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid group count: expected 5, found 1","ctx":{"error":"invalid group count: expected 5, found 1"}}
        "{" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid character: found `{` at 0","ctx":{"error":"invalid character: found `{` at 0"}}
        "urn:uuid:" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid group count: expected 5, found 1","ctx":{"error":"invalid group count: expected 5, found 1"}}
        "----" !! {"type":"uuid_parsing","loc":[],"msg":"Input should be a valid UUID, invalid group length in group 0: expected 8, found 0","ctx":{"error":"invalid group length in group 0: expected 8, found 0"}}
        """#
    )
}
