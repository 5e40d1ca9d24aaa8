"""Random inputs for the comparison with Pydantic. A case is a type, its constraints and a JSON text."""

import json
import random

COUNT = 600
DEEP = 4

NUMBERS = """0 1 -1 2 3 5 7 10 17 18 42 100 150 151 255 256 1000 -0 0.0 -0.0 1.0 2.0 0.5 1.5 -1.5 2.25 0.1 0.30000000000000004
1e2 1E2 1e-2 1.5e3 1e16 1e21 1e22 1e60 1e-40 1e300 1e308 1e400 -1e400 123456789012345678 9223372036854775807
9223372036854775808 -9223372036854775808 -9223372036854775809 18446744073709551615 18446744073709551616 4294967295
4294967296 340282366920938463463374607431768211455 340282366920938463463374607431768211456 1700000000 1700000000.5
1700000000123 86399 86400 86400.5 -86400 20000000000 20000000001 253402300799 253402300800 -62135596800 0.000001
1e-7 99999999999999999999999999999999999999 12345.678 100.10 3.14159265358979323846""".split()

TEXTS = [
    "", " ", "a", "ab", "abc", "Abc", " ab ", "abcdefghijk", "a\u0301", "é", "ß", "😀", "日本語", "K", "\u212a", "x\ty",
    "red", "green", "Red", "RED", "red ", "asc", "desc", "low", "cat", "dog", "true", "True", "TRUE", "false", "yes", "no",
    "on", "off", "t", "f", "y", "n", "null", "None", "nan", "NaN", "inf", "-inf", "Infinity", "\u00a01\u00a0", "0x10", "1,000",
]

NUMBER_TEXTS = [
    "0", "1", "2", "-1", "+1", "01", "1.0", "1.50", "1.", ".5", "-.5", "+.5", "1e2", "1E+3", "1e-7", "1_000", "1__0", "_1",
    "1_", " 1 ", "1 2", "--1", "1.2.3", "1e", "e1", "0.10", "00.50", "-0", "-0.0", "1e60", "1e-40", "1e400",
    "9223372036854775807", "9223372036854775808", "-9223372036854775809", "١", "12345678901234567890123456789012345678",
    "123456789012345678901234567890123456789", "0.000", "100", "1.00", "10.0", "1e0", "٣.٥",
]

DATES = [
    "2026-01-02", "2026-02-28", "2026-02-29", "2024-02-29", "1900-02-29", "0000-01-01", "0001-01-01", "9999-12-31",
    "2026-13-01", "2026-00-10", "2026-1-2", "20260102", "2026/01/02", "2026-01-02T00:00:00", "2026-01-02T00:00:00Z",
    "2026-01-02T03:04:05Z", "2026-01-02T03:04:05.678Z", "2026-01-02T03:04:05.1234567Z", "2026-01-02T03:04:05+01:00",
    "2026-01-02T03:04:05-0130", "2026-01-02t03:04:05z", "2026-01-02_03:04", "2026-01-02 03:04:05", "2026-01-02T03:04",
    "2026-01-02T24:00", "2026-01-02T03:60", "2026-01-02T03:04:60", "2026-01-02T03:04:05+24:00", "2026-01-02T03:04:05+23:59",
    "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "1700000000", "1700000000.5", "-1", "1700000000123", "86400",
    "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "9999-12-31T23:30:00-00:45",
    "2026-01-02T03:04:05,5Z", "2026-01-02T03:04:05.Z", "2026-01-02T00:00:00+02:00", "2026-01-02T03:04:05 Z",
]

TIMES = [
    "03:04", "03:04:05", "03:04:05.6", "03:04:05.123456", "03:04:05.1234567", "3:04", "03:4", "24:00", "23:60", "23:59:60",
    "23:59:59.999999", "00:00", "03:04Z", "03:04:05z", "03:04:05+01:00", "03:04:05-0130", "03:04:05+23:59",
    "03:04:05+24:00", "03:04:05 Z", "0304", "03-04", "12", "03:04:05,5", "03:04:05.", "03:04:05+1:00", "03:04:05\u221201:00",
]

DURATIONS = [
    "P1D", "P3DT12H30M5S", "PT1.5S", "-P1D", "+P1D", "P1W", "P1Y2M", "PT36H", "P1DT", "P", "PT", "-P", "P1", "PT1", "PTT",
    "P1DT1D", "p1d", "P1.5D", "P0.5Y", "P1.5W", "PT1,5S", "PT.5S", "PT5.S", "PT1.5M2S", "P1H", "PT1Y", "P--1D", "P999999999D",
    "P1000000000D", "P4294967296D", "P11767034Y", "PT0.0000005S", "1 day", "1 days", "1d", "1D", "12 day", "1 day 12:30",
    "1 days, 12:30:05.5", "1 day,01:02", "1day01:02", "1 days,  01:02", "1 da", "1 dayx", "1 day 1", "1.5 days",
    "-1 day 00:00:01", "12:30", "12:30:05", "100:00:00", "001:02", "-01:02", "24:00", "23:60", "999999999:00",
    "23999999999:00", "01:02:03Z", "01:02:03.", "ab:cd", "1_0:00", "1 week", "1 2", "99999999999 days", "-", "+", "12345",
]

UUIDS = [
    "12345678-1234-5678-1234-567812345678", "12345678123456781234567812345678", "{12345678-1234-5678-1234-567812345678}",
    "urn:uuid:12345678-1234-5678-1234-567812345678", "12345678-1234-5678-1234-56781234567", "12345678-1234-5678-1234",
    "12345678-1234-5678-1234-5678123456789", "{12345678123456781234567812345678}", "ABCDEFAB-CDEF-ABCD-EFAB-CDEFABCDEFAB",
    "1234567-12345-5678-1234-567812345678", "12345678-1234-5678-1234-56781234567g", "é2345678-1234-5678-1234-567812345678",
    "12345678-1234-5678-1234-567812345678-", "{", "{}", "urn:uuid:", "----", "x", "0-0",
]

EMAILS = [
    "ada@example.com", "Ada <ada@example.com>", "a@b", "@b.de", "a@", "a", "a..b@c.de", ".a@b.de", "a.@b.de", "a@b..de",
    "a@b.de.", "a@-b.de", "a@b-.de", "a@b.test", "a@localhost", "a@b.localhost", "é@x.de", "a b@c.de", '"a b"@c.de',
    "a@[1.2.3.4]", "a@[x]", " a@b.de ", "A@B.DE", "POSTMASTER@b.de", "a@b.c", "a@1.2.3.4", "a+b@c.de", "a@b@c.de",
    "a@ä.de", "a@xn--4ca.de", "a" * 64 + "@b.de", "a" * 65 + "@b.de", "a@" + "b" * 63 + ".de", "a@" + "b" * 64 + ".de",
    "a\u0301@b.de", "a\u200bb@c.de", "a@b_c.de", "a@b.d3", "a＠b.de", "a<b@c.de", "<a@b.de>", "a@b.invalid", "a@b.example",
]

URLS = [
    "http://a.b", "http://a.b/", "HTTP://A.B/C?d=e#f", "https://user:pw@host:8080/p", "ftp://x", "a", "", "http://", "//a.b",
    "mailto:a@b.de", "http://a b", "http://[::1]/", "http://[::1", "http://1.2.3.4", "http://1.2.3", "http://256.1.1.1",
    "http://0x7f.1", "http://a.b:99999", "http://a.b:x", "http://ä.de", "http://xn--4ca.de", "http://a\u200db.com",
    "http://a\u200cb.com", "http:a.b", "http:/a.b", "http:\\\\a.b\\c", "http://a.b/../c", "http://a.b/%zz", "http://a.b/ä",
    "file:///etc/passwd", "data:,x", " http://a.b ", "http://a.b?x=1 2", "custom://Host/P", "http://a.b:80", "http://a..b",
    "http://%41.b", "http://a.b/\ta", "javascript:alert(1)", "http://@a.b", "http://:80", "http://a.b:",
]

ADDRESSES = [
    "1.2.3.4", "0.0.0.0", "255.255.255.255", "256.1.1.1", "01.2.3.4", "1.2.3", "1.2.3.4.5", " 1.2.3.4", "1.2.3.4/24", "1..2.3",
    "::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "1::2::3", ":::", ":1", "1:",
    "12345::", "::g", "::1.2.3.4", "::ffff:1.2.3.4", "1.2.3.4::", "fe80::1%eth0", "fe80::1%", "fe80::1%a%b", "2001:DB8::00A",
    "1:0:0:2:0:0:0:3", "1:0:2:0:3:0:4:0", "::1/64", "٣.1.1.1", "1.2.3.-4", "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7:1.2.3.4",
]

NETWORKS = [
    "1.2.3.0/24", "1.2.3.4/24", "1.2.3.4", "1.2.3.0/255.255.255.0", "1.2.3.0/0.0.0.255", "1.2.3.0/255.0.255.0", "0.0.0.0/0",
    "1.2.3.0/33", "1.2.3.0/", "1.2.3.0/024", "1.2.3.0/24/8", "/24", "1.2.3.0/-1", "::/64", "::1/64", "::1", "2001:DB8::/32",
    "::/0", "::/129", "::/", "::/x", "::/ffff::", "::/64/8", "fe80::%1/64", "fe80::1%eth0", "10.0.0.0/8", "10.0.0.0/255.0.0.0",
    "10.0.0.0/0.255.255.255",
]

BASE64 = [
    "", "aGk=", "aGk", "aG k=", "a", "ab", "abc", "abcd", "abcde", "a===", "!!!!", "aGk=aGk=", "aGk=\n", "aGkx=", "a-_b", "a+/b",
    "ab==x", "=", "a=b=", "/w==", "é", "ab=c", "abcd=", "abcd==", "====", "ab=cd==", "_-_-", "aa=a=",
]

WORDS = {
    "datetime": DATES, "date": DATES, "time": TIMES, "timedelta": DURATIONS + TIMES, "uuid": UUIDS, "email": EMAILS, "url": URLS,
    "ipv4": ADDRESSES, "ipv6": ADDRESSES, "ip": ADDRESSES, "ipv4network": NETWORKS, "ipv6network": NETWORKS,
    "base64": BASE64, "base64url": BASE64,
    "int": NUMBER_TEXTS, "float": NUMBER_TEXTS, "decimal": NUMBER_TEXTS, "bool": NUMBER_TEXTS, "level": NUMBER_TEXTS,
    "version": NUMBER_TEXTS, "optional_int": NUMBER_TEXTS, "int_or_str": NUMBER_TEXTS, "str_or_int": NUMBER_TEXTS,
    "int_or_float": NUMBER_TEXTS, "float_or_int": NUMBER_TEXTS, "bool_or_int": NUMBER_TEXTS, "uuid_or_str": UUIDS,
    "date_or_datetime": DATES, "time_or_int": TIMES + NUMBER_TEXTS, "decimal_or_float": NUMBER_TEXTS,
    "color_or_int": NUMBER_TEXTS, "level_or_str": NUMBER_TEXTS, "optional_union": NUMBER_TEXTS,
}

# The keys of the objects that a type decodes, with the generators of their values.
FIELDS = {
    "person": {"name": "str", "age": "int", "tags": "list_str", "address": "address", "color": "color"},
    "address": {"street": "str", "zip": "int"},
    "strict": {"x": "int", "y": "int"}, "open": {"x": "int", "q": "any"}, "counts": {"x": "int", "q": "int", "r": "int"},
    "pet": {"kind": "tag", "lives": "int", "name": "str"},
    "a_or_b": {"x": "int", "y": "int", "z": "str"}, "b_or_a": {"x": "int", "y": "int", "z": "str"},
    "a_or_dict": {"x": "int", "y": "int"}, "dict_or_a": {"x": "int", "y": "int"}, "model": {"x": "int", "y": "int"},
}

ELEMENTS = {
    "list_int": "int", "list_str": "str", "set_int": "int", "list_person": "person", "lists": "int_or_str", "set_or_list": "int",
    "models_or_dicts": "model", "list_union": "bool_or_int", "tree": "tree",
}

KEYS = {
    "dict_str_int": TEXTS, "dict_int_int": NUMBER_TEXTS, "dict_uuid_int": UUIDS, "dict_date_int": DATES,
    "dict_color_int": TEXTS, "dict_level_int": NUMBER_TEXTS, "dict_order_any": TEXTS, "tree": ["a", "b", "c"],
}

SIZED = {"list_int", "list_str", "set_int", "dict_str_int", "dict_int_int"}

BOUNDS = {
    "int": ["0", "5", "-3", "100"], "optional_int": ["0", "5"], "float": ["0.5", "1", "-2.5", "1e3"],
    "decimal": ['"0.5"', '"10"'],
    "datetime": ['"2026-01-02T03:04:05Z"'], "date": ['"2026-01-02"'], "time": ['"03:04:05"'],
    "timedelta": ['"P1D"', '"PT1H0.5S"', '"-PT5S"'],
}

TYPES = [
    *WORDS, "str", "any", "color", "order", "order_or_bool", *(name for name in FIELDS if name not in ("address", "model")),
    *ELEMENTS, *(name for name in KEYS if name != "tree"),
]


class Generator:
    """Generates cases from a seeded random sequence."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)

    def text(self, words: list[str]) -> str:
        """Returns one of the texts, sometimes with a changed character."""
        word = self.random.choice(words)
        if self.random.random() < 0.3:
            word = list(word)
            position = self.random.randrange(len(word) + 1)
            other = self.random.choice("0159aAzZ .,:-+_TZ%@/é=\u0301")
            match self.random.randrange(3):
                case 0:
                    word.insert(position, other)
                case 1 if position < len(word):
                    word[position] = other
                case _:
                    del word[position:position + 1]
            word = "".join(word)
        return word

    def quoted(self, words: list[str]) -> str:
        """Returns a JSON string."""
        return json.dumps(self.text(words), ensure_ascii=self.random.random() < 0.5)

    def anything(self, depth: int = 0) -> str:
        """Returns any JSON value."""
        match self.random.randrange(8 if depth < DEEP else 6):
            case 0:
                return self.random.choice(["null", "true", "false"])
            case 1 | 2:
                return self.random.choice(NUMBERS)
            case 3:
                return str(self.random.randint(-1000, 1000))
            case 4 | 5:
                return self.quoted(TEXTS + NUMBER_TEXTS)
            case 6:
                return "[" + ", ".join(self.anything(depth + 1) for _ in range(self.random.randrange(3))) + "]"
            case _:
                members = (f"{self.quoted(TEXTS)}: {self.anything(depth + 1)}" for _ in range(self.random.randrange(3)))
                return "{" + ", ".join(members) + "}"

    def value(self, name: str, depth: int = 0) -> str:
        """Returns a JSON value that the type probably accepts."""
        chance = self.random.random()
        if chance < 0.08:
            return self.anything(depth)
        if name == "tag":
            return self.random.choice(['"cat"', '"dog"', '"cow"', "1", "null"])
        if name == "tree" and (depth >= DEEP or chance < 0.4):
            return self.value("int", depth)
        if name in FIELDS:
            return self.object(FIELDS[name], depth)
        if name in KEYS and (name not in ELEMENTS or chance < 0.7):
            element = {"dict_order_any": "any", "tree": "tree"}.get(name, "int")
            count = self.random.randrange(4)
            return "{" + ", ".join(f"{self.quoted(KEYS[name])}: {self.value(element, depth + 1)}" for _ in range(count)) + "}"
        if name in ELEMENTS:
            count = self.random.randrange(5)
            return "[" + ", ".join(self.value(ELEMENTS[name], depth + 1) for _ in range(count)) + "]"
        if name == "any":
            return self.anything(depth)
        if chance < 0.35:
            return self.random.choice(NUMBERS + ["true", "false", "1", "2"])
        if chance < 0.45:
            return str(self.random.randint(-200, 200) / self.random.choice([1, 1, 4, 100]))
        return self.quoted(WORDS.get(name, TEXTS))

    def object(self, fields: dict[str, str], depth: int) -> str:
        """Returns an object with most of the fields."""
        members = [
            f"{json.dumps(key)}: {self.value(name, depth + 1)}" for key, name in fields.items() if self.random.random() < 0.7
        ]
        if self.random.random() < 0.2:
            members.append(f"{self.quoted(TEXTS)}: {self.anything(depth + 1)}")
        self.random.shuffle(members)
        return "{" + ", ".join(members) + "}"

    def rules(self, name: str) -> dict:
        """Returns constraints that the type supports, usually none."""
        if self.random.random() < 0.5:
            return {}
        if name == "str":
            return self.random.choice([
                {"min_length": 1, "max_length": 3}, {"pattern": "^[a-z]+$"}, {"strip_whitespace": True}, {"to_lower": True},
            ])
        if name in SIZED:
            return {"min_length": self.random.randrange(2), "max_length": self.random.randrange(2, 4)}
        if name == "decimal" and self.random.random() < 0.5:
            return self.random.choice([{"max_digits": 4, "decimal_places": 2}, {"max_digits": 3}])
        if name in ("int", "float", "decimal") and self.random.random() < 0.3:
            return {"multiple_of": {"int": 3, "float": 0.5, "decimal": "0.5"}[name]}
        if name in BOUNDS:
            return {self.random.choice(["ge", "gt", "le", "lt"]): json.loads(self.random.choice(BOUNDS[name]))}
        return {}


# An input for each deliberate difference that random inputs may miss.
EXAMPLES = [
    ("decimal", {}, "1.50"), ("decimal", {}, "123456789012345678901234567890.123456789"),
    ("decimal", {}, "3.14159265358979323846"),
    ("decimal", {"multiple_of": "0.1"}, "0.30000000000000004"), ("float", {"multiple_of": 0.5}, "1e-40"),
    ("int", {}, '"0-1"'), ("int", {}, '"0__1"'), ("float", {}, "1e400"), ("any", {}, "1e400"), ("int", {}, '"\\u0661"'),
    ("set_int", {"min_length": 0, "max_length": 2}, '[1, 2, 3, "x"]'),
    ("dict_str_int", {"min_length": 0, "max_length": 1}, '{"a": 1, "b": "x"}'),
    ("pet", {}, '{"kind": 1.5}'), ("pet", {}, '{"kind": 1e2}'), ("pet", {}, '{"kind": [{"n": 1e400}]}'),
    ("datetime", {"ge": "2026-01-02T03:04:05Z"}, '"0000-01-01"'),
    ("str", {"pattern": "^[a-z]+$"}, '"a\\u0000"'),
    ("datetime", {}, '"0001-01-01T00:00:00+01:00"'), ("datetime", {}, '"2026-01-02T03:04:05"'),
    ("uuid", {}, '"urn:uuid:12345678-1234-5678-1=34-567812345678"'),
    ("email", {}, '"a@[.2.3.4]"'), ("url", {}, '"http://::1]/"'),
    ("timedelta", {"le": "PT1S"}, '"PT2S"'), ("timedelta", {}, "-86399999913601"),
    ("timedelta", {}, '"-P999999999DT1S"'),
    ("ipv6network", {}, '"fe80::%1/64"'), ("dict_str_int", {}, '{"K": 1, "\\u212a": 2}'), ("url", {}, '"http://[:@:1]/"'),
    ("url", {}, '" "'), ("url", {}, '"http://xn--ca.de"'), ("email", {}, '"a\\u0301 <a@b.de>"'),
    ("models_or_dicts", {}, '[{"x": 1, "z": 9223372036854775808}]'),
]


# The models that are also decoded from forms.
FORM_TYPES = ("person", "strict", "open", "counts")


def as_fields(generator: "Generator", name: str) -> dict:
    """Returns a form for a model, a list of names and texts: some fields are repeated, empty or unknown to the model."""
    source = generator.random
    names = [*FIELDS[name], source.choice(["q", "other", "Name"])]
    fields = []
    for key in source.sample(names, source.randrange(len(names) + 1)):
        words = WORDS.get(FIELDS[name].get(key, "str"), TEXTS)
        for _ in range(source.choice([1, 1, 1, 1, 2, 3])):
            fields.append([key, "" if source.random() < 0.15 else generator.text(words)])
    if source.random() < 0.3:
        source.shuffle(fields)
    return {"type": name, "rules": {}, "input": json.dumps(fields), "form": "fields"}


def as_text(case: dict) -> dict | None:
    """Returns the case with the string or strings of a parameter instead of JSON, if its input consists of strings."""
    value = json.loads(case["input"])
    if isinstance(value, str):
        return {**case, "form": "text"}
    # FastAPI collects repeated parameters for lists and sets only.
    is_repeated = case["type"] in ELEMENTS and case["type"] != "tree"
    if is_repeated and isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return {**case, "form": "texts"}
    return None


def cases(seed: int) -> list[dict]:
    """Returns all cases: the examples, random ones per type, every text once, strings also as parameters, and random forms."""
    generator = Generator(seed)
    result = [{"type": name, "rules": rules, "input": text} for name, rules, text in EXAMPLES]
    for name in dict.fromkeys(TYPES):
        inputs = [json.dumps(word) for word in WORDS.get(name, TEXTS)] + NUMBERS + ["null", "true", "[]", "{}"]
        result += [{"type": name, "rules": {}, "input": text} for text in inputs]
        result += [
            {"type": name, "rules": generator.rules(name), "input": generator.value(name)} for _ in range(COUNT)
        ]
    forms = [as_fields(generator, name) for name in FORM_TYPES for _ in range(COUNT)]
    return result + [text for text in map(as_text, result) if text is not None] + forms
