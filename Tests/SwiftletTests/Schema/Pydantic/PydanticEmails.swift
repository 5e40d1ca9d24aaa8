// Recorded from Pydantic 2.14.

/// Pydantic's results for email addresses.
enum PydanticEmails {
    /// `EmailStr`.
    static let email = PydanticTable(
        #"""
        "a@b.co" => "a@b.co"
        "test@Example.COM" => "test@example.com"
        "Test.User+tag@EXAMPLE.com" => "Test.User+tag@example.com"
        "not-an-email" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: An email address must have an @-sign.","ctx":{"reason":"An email address must have an @-sign."}}
        "a@b" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign is not valid. It should have a period.","ctx":{"reason":"The part after the @-sign is not valid. It should have a period."}}
        "@example.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: There must be something before the @-sign.","ctx":{"reason":"There must be something before the @-sign."}}
        "a@localhost" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign is not valid. It should have a period.","ctx":{"reason":"The part after the @-sign is not valid. It should have a period."}}
        "\u00fc@example.com" => "ü@example.com"
        "" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: An email address must have an @-sign.","ctx":{"reason":"An email address must have an @-sign."}}
        "a@" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: There must be something after the @-sign.","ctx":{"reason":"There must be something after the @-sign."}}
        "a b@x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The email address contains invalid characters before the @-sign: SPACE.","ctx":{"reason":"The email address contains invalid characters before the @-sign: SPACE."}}
        "a..b@x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: An email address cannot have two periods in a row.","ctx":{"reason":"An email address cannot have two periods in a row."}}
        ".a@x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: An email address cannot start with a period.","ctx":{"reason":"An email address cannot start with a period."}}
        "a.@x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: An email address cannot have a period immediately before the @-sign.","ctx":{"reason":"An email address cannot have a period immediately before the @-sign."}}
        "a@x..com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: An email address cannot have two periods in a row.","ctx":{"reason":"An email address cannot have two periods in a row."}}
        "a@.x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: An email address cannot have a period immediately after the @-sign.","ctx":{"reason":"An email address cannot have a period immediately after the @-sign."}}
        "a@x.com." !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: An email address cannot end with a period.","ctx":{"reason":"An email address cannot end with a period."}}
        "a@-x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: An email address cannot have a hyphen immediately after the @-sign.","ctx":{"reason":"An email address cannot have a hyphen immediately after the @-sign."}}
        "a@x-.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: An email address cannot have a period and a hyphen next to each other.","ctx":{"reason":"An email address cannot have a period and a hyphen next to each other."}}
        "a@x.-y.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: An email address cannot have a period and a hyphen next to each other.","ctx":{"reason":"An email address cannot have a period and a hyphen next to each other."}}
        "a@x_y.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign contains invalid characters: '_'.","ctx":{"reason":"The part after the @-sign contains invalid characters: '_'."}}
        "a@x y.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign contains invalid characters: SPACE.","ctx":{"reason":"The part after the @-sign contains invalid characters: SPACE."}}
        "a@b@c.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign contains invalid characters: '@'.","ctx":{"reason":"The part after the @-sign contains invalid characters: '@'."}}
        "\"a b\"@x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: Quoting the part before the @-sign is not allowed here.","ctx":{"reason":"Quoting the part before the @-sign is not allowed here."}}
        "\"a\"@x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: Quoting the part before the @-sign is not allowed here.","ctx":{"reason":"Quoting the part before the @-sign is not allowed here."}}
        "a@[127.0.0.1]" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: A bracketed IP address after the @-sign is not allowed here.","ctx":{"reason":"A bracketed IP address after the @-sign is not allowed here."}}
        "a@[x]" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign in brackets is not an IPv4 address and has no address literal tag.","ctx":{"reason":"The part after the @-sign in brackets is not an IPv4 address and has no address literal tag."}}
        "a@x.test" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign is a special-use or reserved name that cannot be used with email.","ctx":{"reason":"The part after the @-sign is a special-use or reserved name that cannot be used with email."}}
        "a@x.local" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign is a special-use or reserved name that cannot be used with email.","ctx":{"reason":"The part after the @-sign is a special-use or reserved name that cannot be used with email."}}
        "a@x.invalid" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign is a special-use or reserved name that cannot be used with email.","ctx":{"reason":"The part after the @-sign is a special-use or reserved name that cannot be used with email."}}
        "a@foo.localhost" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign is a special-use or reserved name that cannot be used with email.","ctx":{"reason":"The part after the @-sign is a special-use or reserved name that cannot be used with email."}}
        "a@x.onion" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign is a special-use or reserved name that cannot be used with email.","ctx":{"reason":"The part after the @-sign is a special-use or reserved name that cannot be used with email."}}
        "a@x.arpa" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign is a special-use or reserved name that cannot be used with email.","ctx":{"reason":"The part after the @-sign is a special-use or reserved name that cannot be used with email."}}
        "a@x.example" => "a@x.example"
        "a@test" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign is not valid. It should have a period.","ctx":{"reason":"The part after the @-sign is not valid. It should have a period."}}
        "a@1.2.3.4" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign is not valid. It is not within a valid top-level domain.","ctx":{"reason":"The part after the @-sign is not valid. It is not within a valid top-level domain."}}
        "a@x.c0m" => "a@x.c0m"
        "a@x.123" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign is not valid. It is not within a valid top-level domain.","ctx":{"reason":"The part after the @-sign is not valid. It is not within a valid top-level domain."}}
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@x.com" => "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@x.com"
        "a@bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.com" => "a@bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.com"
        "a@bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: After the @-sign, periods cannot be separated by so many characters (1 character too many).","ctx":{"reason":"After the @-sign, periods cannot be separated by so many characters (1 character too many)."}}
        "a@bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: After the @-sign, periods cannot be separated by so many characters (2 characters too many).","ctx":{"reason":"After the @-sign, periods cannot be separated by so many characters (2 characters too many)."}}
        "John <j@x.com>" => "j@x.com"
        "<j@x.com>" => "j@x.com"
        "John <j@x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: An open angle bracket at the start of the email address has to be followed by a close angle bracket at the end.","ctx":{"reason":"An open angle bracket at the start of the email address has to be followed by a close angle bracket at the end."}}
        "John Q. <j@x.com>" => "j@x.com"
        "\"John Q.\" <j@x.com>" => "j@x.com"
        " a@b.co " => "a@b.co"
        "a@b.co\n" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: Carriage return and line feed characters are not allowed","ctx":{"reason":"Carriage return and line feed characters are not allowed"}}
        "a\tb@x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The email address contains invalid characters before the @-sign: U+0009.","ctx":{"reason":"The email address contains invalid characters before the @-sign: U+0009."}}
        "a\\b@x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The email address contains invalid characters before the @-sign: \"\\\".","ctx":{"reason":"The email address contains invalid characters before the @-sign: \"\\\"."}}
        "a,b@x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The email address contains invalid characters before the @-sign: ','.","ctx":{"reason":"The email address contains invalid characters before the @-sign: ','."}}
        "a;b@x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The email address contains invalid characters before the @-sign: ';'.","ctx":{"reason":"The email address contains invalid characters before the @-sign: ';'."}}
        "(c)a@x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The email address contains invalid characters before the @-sign: '(', ')'.","ctx":{"reason":"The email address contains invalid characters before the @-sign: '(', ')'."}}
        "a@x,y.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign contains invalid characters: ','.","ctx":{"reason":"The part after the @-sign contains invalid characters: ','."}}
        "a\u00a0b@x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The email address contains unsafe characters: NO-BREAK SPACE.","ctx":{"reason":"The email address contains unsafe characters: NO-BREAK SPACE."}}
        "\u0301a@x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The email address contains unsafe characters: COMBINING ACUTE ACCENT.","ctx":{"reason":"The email address contains unsafe characters: COMBINING ACUTE ACCENT."}}
        "a\u200bb@x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The email address contains unsafe characters: ZERO WIDTH SPACE.","ctx":{"reason":"The email address contains unsafe characters: ZERO WIDTH SPACE."}}
        "e\u0301@x.com" => "é@x.com"
        "a@ex\u00e4mple.com" => "a@exämple.com"
        "a@EX\u00c4MPLE.com" => "a@exämple.com"
        "a@e\u0301x.com" => "a@éx.com"
        "a@xn--exmple-cua.com" => "a@exämple.com"
        "a@xn--zz.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign is not valid IDNA (Invalid A-label).","ctx":{"reason":"The part after the @-sign is not valid IDNA (Invalid A-label)."}}
        "a@\u4f8b\u3048.jp" => "a@例え.jp"
        "a@\u4f8b\u3048\u3002jp" => "a@例え.jp"
        "a@x\uff0ecom" => "a@x.com"
        "a@\ud83d\ude00.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign is invalid (Codepoint U+1F600 at position 1 of '😀' not allowed).","ctx":{"reason":"The part after the @-sign is invalid (Codepoint U+1F600 at position 1 of '😀' not allowed)."}}
        "a@x\u200d.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The email address contains unsafe characters: ZERO WIDTH JOINER.","ctx":{"reason":"The email address contains unsafe characters: ZERO WIDTH JOINER."}}
        "a@stra\u00dfe.de" => "a@straße.de"
        "a\uff20b.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The email address has the \"full-width\" at-sign (@) character instead of a regular at-sign.","ctx":{"reason":"The email address has the \"full-width\" at-sign (@) character instead of a regular at-sign."}}
        "a\ufe6bb.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The email address has the \"small commercial at\" character instead of a regular at-sign.","ctx":{"reason":"The email address has the \"small commercial at\" character instead of a regular at-sign."}}
        "ABUSE@x.com" => "abuse@x.com"
        "Info@X.com" => "info@x.com"
        "Jo@X.com" => "Jo@x.com"
        "a@ab--cd.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: An email address cannot have two letters followed by two dashes immediately after the @-sign or after a period, except Punycode.","ctx":{"reason":"An email address cannot have two letters followed by two dashes immediately after the @-sign or after a period, except Punycode."}}
        "a@xn--.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: An email address cannot have a period and a hyphen next to each other.","ctx":{"reason":"An email address cannot have a period and a hyphen next to each other."}}
        "a@x.com>" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign contains invalid characters: '>'.","ctx":{"reason":"The part after the @-sign contains invalid characters: '>'."}}
        "a<b@x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: An open angle bracket at the start of the email address has to be followed by a close angle bracket at the end.","ctx":{"reason":"An open angle bracket at the start of the email address has to be followed by a close angle bracket at the end."}}
        "!#$%&'*+-/=?^_`{|}~@x.com" => "!#$%&'*+-/=?^_`{|}~@x.com"
        "a'b@x.com" => "a'b@x.com"
        "a\"b@x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: An email address must have an @-sign.","ctx":{"reason":"An email address must have an @-sign."}}
        "a@b.co?x" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign contains invalid characters: '?'.","ctx":{"reason":"The part after the @-sign contains invalid characters: '?'."}}
        "http://x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: An email address must have an @-sign.","ctx":{"reason":"An email address must have an @-sign."}}
        "a@b.c" => "a@b.c"
        "a@x.co." !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: An email address cannot end with a period.","ctx":{"reason":"An email address cannot end with a period."}}
        "a@\u0660.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign is invalid (First codepoint in label '٠' must be directionality L, R or AL).","ctx":{"reason":"The part after the @-sign is invalid (First codepoint in label '٠' must be directionality L, R or AL)."}}
        "\u043f@\u043f\u043e\u0447\u0442\u0430.\u0440\u0444" => "п@почта.рф"
        "a@x\u00b7y.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign is invalid (Codepoint U+00B7 not allowed at position 2 in 'x·y').","ctx":{"reason":"The part after the @-sign is invalid (Codepoint U+00B7 not allowed at position 2 in 'x·y')."}}
        "a@l\u00b7l.com" => "a@l·l.com"
        "user@sub.Example.Org" => "user@sub.example.org"
        "a@xn--e1afmkfd.xn--p1ai" => "a@пример.рф"
        "a@\u2488x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign contains invalid characters: '⒈'.","ctx":{"reason":"The part after the @-sign contains invalid characters: '⒈'."}}
        "a@\u00bd.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign is invalid (Codepoint U+2044 at position 2 of '1⁄2' not allowed).","ctx":{"reason":"The part after the @-sign is invalid (Codepoint U+2044 at position 2 of '1⁄2' not allowed)."}}
        "a@\u017f.com" => "a@s.com"
        "a@\u212a.com" => "a@k.com"
        "\u1100\u1161@x.com" => "가@x.com"
        "a@x.." !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: An email address cannot end with a period.","ctx":{"reason":"An email address cannot end with a period."}}
        "a@." !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: An email address cannot end with a period.","ctx":{"reason":"An email address cannot end with a period."}}
        "a@-" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: An email address cannot end with a hyphen.","ctx":{"reason":"An email address cannot end with a hyphen."}}
        "a@[IPv6:::1]" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: A bracketed IP address after the @-sign is not allowed here.","ctx":{"reason":"A bracketed IP address after the @-sign is not allowed here."}}
        "a@[127.0.0.1" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign contains invalid characters: '['.","ctx":{"reason":"The part after the @-sign contains invalid characters: '['."}}
        "mailto:a@b.co" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The email address contains invalid characters before the @-sign: ':'.","ctx":{"reason":"The email address contains invalid characters before the @-sign: ':'."}}
        "a@b.co, c@d.co" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign contains invalid characters: ',', '@', SPACE.","ctx":{"reason":"The part after the @-sign contains invalid characters: ',', '@', SPACE."}}
        "a@b.co;" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign contains invalid characters: ';'.","ctx":{"reason":"The part after the @-sign contains invalid characters: ';'."}}
        "\ud55c@x.com" => "한@x.com"
        "\"a\\\"b\"@x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: Quoting the part before the @-sign is not allowed here.","ctx":{"reason":"Quoting the part before the @-sign is not allowed here."}}
        "\"a\"b@x.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: Extra character(s) found after close quote: 'b'","ctx":{"reason":"Extra character(s) found after close quote: 'b'"}}
        "a@bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.com" => "a@bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.com"
        "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9@bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.com" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The email address is too long (17-34 characters too many).","ctx":{"reason":"The email address is too long (17-34 characters too many)."}}
        1 !! {"type":"string_type","loc":[],"msg":"Input should be a valid string"}
        null !! {"type":"string_type","loc":[],"msg":"Input should be a valid string"}
        [] !! {"type":"string_type","loc":[],"msg":"Input should be a valid string"}
        "<a@b.de>a" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: There can't be anything after the email address.","ctx":{"reason":"There can't be anything after the email address."}}
        "x <a@b.de>a" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: There can't be anything after the email address.","ctx":{"reason":"There can't be anything after the email address."}}
        "x.y <a@b.de>a" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The display name contains invalid characters when not quoted: '.'.","ctx":{"reason":"The display name contains invalid characters when not quoted: '.'."}}
        "<a@b>c>" !! {"type":"value_error","loc":[],"msg":"value is not a valid email address: The part after the @-sign contains invalid characters: '>'.","ctx":{"reason":"The part after the @-sign contains invalid characters: '>'."}}
        """#
    )
}
