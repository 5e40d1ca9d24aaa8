// Recorded from Pydantic 2.14.

/// Pydantic's results for URLs.
enum PydanticURLs {
    /// `AnyUrl`.
    static let url = PydanticTable(
        #"""
        "http://example.com" => "http://example.com/"
        "HTTP://Example.COM:80/a b?q=\u00e9#f" => "http://example.com/a%20b?q=%C3%A9#f"
        "nope" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, relative URL without a base","ctx":{"error":"relative URL without a base"}}
        "" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, input is empty","ctx":{"error":"input is empty"}}
        "http://" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, empty host","ctx":{"error":"empty host"}}
        "http:///x" => "http://x/"
        "http:example.com" => "http://example.com/"
        "http://exa mple.com" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid international domain name","ctx":{"error":"invalid international domain name"}}
        "//x" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, relative URL without a base","ctx":{"error":"relative URL without a base"}}
        "ftp://a" => "ftp://a/"
        "mailto:a@b.c" => "mailto:a@b.c"
        "http://[::1]/" => "http://[::1]/"
        "http://[::1" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid IPv6 address","ctx":{"error":"invalid IPv6 address"}}
        "http://a:99999" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid port number","ctx":{"error":"invalid port number"}}
        "http://a:b" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid port number","ctx":{"error":"invalid port number"}}
        "http://\u00e9.com/\u00e9" => "http://xn--9ca.com/%C3%A9"
        "http://user:pass@h/" => "http://user:pass@h/"
        "http://a/../b/./c" => "http://a/b/c"
        "x:y" => "x:y"
        "1x:y" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, relative URL without a base","ctx":{"error":"relative URL without a base"}}
        null !! {"type":"url_type","loc":[],"msg":"URL input should be a string or URL"}
        1 !! {"type":"url_type","loc":[],"msg":"URL input should be a string or URL"}
        "http://a..b" => "http://a..b/"
        "  http://a  " => "http://a/"
        "http://a\nb" => "http://ab/"
        "http://%41.com" => "http://a.com/"
        "http://1.2.3.4.5" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid IPv4 address","ctx":{"error":"invalid IPv4 address"}}
        "http://256.1.1.1" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid IPv4 address","ctx":{"error":"invalid IPv4 address"}}
        "http://0x7f.1" => "http://127.0.0.1/"
        "http://a_b.com" => "http://a_b.com/"
        "javascript:alert(1)" => "javascript:alert(1)"
        "http://a/%zz" => "http://a/%zz"
        "data:text/plain,x" => "data:text/plain,x"
        "file:///etc/passwd" => "file:///etc/passwd"
        "http://ex<>ample.com" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid international domain name","ctx":{"error":"invalid international domain name"}}
        "http://example.com#" => "http://example.com/#"
        "https://example.com:443" => "https://example.com/"
        "https://example.com:8443/x?y#z" => "https://example.com:8443/x?y#z"
        "http://-a.com" => "http://-a.com/"
        "http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com" => "http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com/"
        "urn:isbn:1" => "urn:isbn:1"
        "postgres://u:p@h:1/db" => "postgres://u:p@h:1/db"
        "http://a@b@c/" => "http://a%40b@c/"
        "http://@/" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, empty host","ctx":{"error":"empty host"}}
        "http:/a" => "http://a/"
        "http:\\\\a\\b" => "http://a/b"
        "http://a?b" => "http://a/?b"
        "http://A/?B=C|D{}^`'\"<>" => "http://a/?B=C|D{}^`%27%22%3C%3E"
        "http://[::ffff:1.2.3.4]/" => "http://[::ffff:102:304]/"
        "http://[1:2:3:4:5:6:7:8]" => "http://[1:2:3:4:5:6:7:8]/"
        "http://[1::0:0:8]" => "http://[1::8]/"
        "http://[1:2]" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid IPv6 address","ctx":{"error":"invalid IPv6 address"}}
        "http://[:::]" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid IPv6 address","ctx":{"error":"invalid IPv6 address"}}
        "http://a/b/.." => "http://a/"
        "http://a/b/../" => "http://a/"
        "http://a/%2e%2E/c" => "http://a/c"
        "http://a/./b" => "http://a/b"
        "http://a//b" => "http://a//b"
        "http://4294967296" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid IPv4 address","ctx":{"error":"invalid IPv4 address"}}
        "http://4294967295" => "http://255.255.255.255/"
        "http://1.2.3" => "http://1.2.0.3/"
        "http://08.1" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid IPv4 address","ctx":{"error":"invalid IPv4 address"}}
        "http://a.0x" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid IPv4 address","ctx":{"error":"invalid IPv4 address"}}
        "http://u@a" => "http://u@a/"
        "http://u:@a" => "http://u@a/"
        "http://:p@a" => "http://:p@a/"
        "http://u:p@" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, empty host","ctx":{"error":"empty host"}}
        "http://a:" => "http://a/"
        "http://a:0" => "http://a:0/"
        "http://a:080" => "http://a/"
        "http://a:80x" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid port number","ctx":{"error":"invalid port number"}}
        "foo://a/b/../c" => "foo://a/c"
        "foo://A.b" => "foo://A.b"
        "foo:///x" => "foo:///x"
        "foo:/x/../y" => "foo:/y"
        "foo:x y" => "foo:x y"
        "ws://a:80" => "ws://a/"
        "wss://a:443" => "wss://a/"
        "ftp://a:21/" => "ftp://a/"
        "http://a/?x=%C3%A9&y=+#a b" => "http://a/?x=%C3%A9&y=+#a%20b"
        "http://a/\u00ad" => "http://a/%C2%AD"
        "http://a|b" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid international domain name","ctx":{"error":"invalid international domain name"}}
        "http://a^b" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid international domain name","ctx":{"error":"invalid international domain name"}}
        "http://a%00b" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid international domain name","ctx":{"error":"invalid international domain name"}}
        "http://a/\u007f" => "http://a/%7F"
        "http://\u3042.jp" => "http://xn--l8j.jp/"
        "file://host/x" => "file://host/x"
        "file:x" => "file:///x"
        "http://a/\u0001" => "http://a/"
        "http://xn--e1afmkfd.com" => "http://xn--e1afmkfd.com/"
        " " !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, relative URL without a base","ctx":{"error":"relative URL without a base"}}
        "\t" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, relative URL without a base","ctx":{"error":"relative URL without a base"}}
        "http://xn--ca.de" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid international domain name","ctx":{"error":"invalid international domain name"}}
        "http://xn--4a.de" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid international domain name","ctx":{"error":"invalid international domain name"}}
        "http://xn--zca.de" => "http://xn--zca.de/"
        "http://xn--ls8h.la" => "http://xn--ls8h.la/"
        "http://xn--abc-.de" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid international domain name","ctx":{"error":"invalid international domain name"}}
        "http://xn---bbk.de" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid international domain name","ctx":{"error":"invalid international domain name"}}
        "http://xn--a-ccb.de" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid international domain name","ctx":{"error":"invalid international domain name"}}
        "http://xn--4Za.de" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid international domain name","ctx":{"error":"invalid international domain name"}}
        "http://xn--1ch.com" => "http://xn--1ch.com/"
        "http://xn--9a.de" => "http://xn--9a.de/"
        "custom://xn--ca.de" => "custom://xn--ca.de"
        "http://\u0082.de" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid international domain name","ctx":{"error":"invalid international domain name"}}
        "HTTP://" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, empty host","ctx":{"error":"empty host"}}
        "http:" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, empty host","ctx":{"error":"empty host"}}
        "a+b.c-d:x" => "a+b.c-d:x"
        "h\u00e9://x" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, relative URL without a base","ctx":{"error":"relative URL without a base"}}
        "http://ab%2dc" => "http://ab-c/"
        "http://a#\u00e9 `" => "http://a/#%C3%A9%20%60"
        "http://a/`{}\"<>?#" => "http://a/%60%7B%7D%22%3C%3E?#"
        "http://a/;=@:&$!*,'()" => "http://a/;=@:&$!*,'()"
        "http://a.\u0301b" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid international domain name","ctx":{"error":"invalid international domain name"}}
        "http://a\u200db.com" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid international domain name","ctx":{"error":"invalid international domain name"}}
        "http://a\u200cb.com" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid international domain name","ctx":{"error":"invalid international domain name"}}
        "http://%a.b:99999" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid international domain name","ctx":{"error":"invalid international domain name"}}
        "http://a.b:99999" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid port number","ctx":{"error":"invalid port number"}}
        "http://[::1]:x" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, invalid port number","ctx":{"error":"invalid port number"}}
        "http://:80" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, empty host","ctx":{"error":"empty host"}}
        """#
    )

    /// `HttpUrl`.
    static let httpURL = PydanticTable(
        #"""
        "ftp://a.b" !! {"type":"url_scheme","loc":[],"msg":"URL scheme should be 'http' or 'https'","ctx":{"expected_schemes":"'http' or 'https'"}}
        "http://a" => "http://a/"
        "mailto:a@b.c" !! {"type":"url_scheme","loc":[],"msg":"URL scheme should be 'http' or 'https'","ctx":{"expected_schemes":"'http' or 'https'"}}
        "HTTPS://A/" => "https://a/"
        "nope" !! {"type":"url_parsing","loc":[],"msg":"Input should be a valid URL, relative URL without a base","ctx":{"error":"relative URL without a base"}}
        "http://a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/" => "http://a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/"
        """#
    )
}
