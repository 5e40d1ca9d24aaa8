// Recorded from Pydantic 2.14.

/// Pydantic's results for literals and dictionaries with keys that are not strings.
enum PydanticKeys {
    /// `Literal["asc", "desc"]`.
    static let order = PydanticTable(
        #"""
        "asc" => "asc"
        "desc" => "desc"
        "ASC" !! {"type":"literal_error","loc":[],"msg":"Input should be 'asc' or 'desc'","ctx":{"expected":"'asc' or 'desc'"}}
        "" !! {"type":"literal_error","loc":[],"msg":"Input should be 'asc' or 'desc'","ctx":{"expected":"'asc' or 'desc'"}}
        "a" !! {"type":"literal_error","loc":[],"msg":"Input should be 'asc' or 'desc'","ctx":{"expected":"'asc' or 'desc'"}}
        null !! {"type":"literal_error","loc":[],"msg":"Input should be 'asc' or 'desc'","ctx":{"expected":"'asc' or 'desc'"}}
        true !! {"type":"literal_error","loc":[],"msg":"Input should be 'asc' or 'desc'","ctx":{"expected":"'asc' or 'desc'"}}
        [] !! {"type":"literal_error","loc":[],"msg":"Input should be 'asc' or 'desc'","ctx":{"expected":"'asc' or 'desc'"}}
        {} !! {"type":"literal_error","loc":[],"msg":"Input should be 'asc' or 'desc'","ctx":{"expected":"'asc' or 'desc'"}}
        1 !! {"type":"literal_error","loc":[],"msg":"Input should be 'asc' or 'desc'","ctx":{"expected":"'asc' or 'desc'"}}
        1.5 !! {"type":"literal_error","loc":[],"msg":"Input should be 'asc' or 'desc'","ctx":{"expected":"'asc' or 'desc'"}}
        -1 !! {"type":"literal_error","loc":[],"msg":"Input should be 'asc' or 'desc'","ctx":{"expected":"'asc' or 'desc'"}}
        """#
    )

    /// `Literal[1, 2]`.
    static let version = PydanticTable(
        #"""
        "1" !! {"type":"literal_error","loc":[],"msg":"Input should be 1 or 2","ctx":{"expected":"1 or 2"}}
        "2" !! {"type":"literal_error","loc":[],"msg":"Input should be 1 or 2","ctx":{"expected":"1 or 2"}}
        "x" !! {"type":"literal_error","loc":[],"msg":"Input should be 1 or 2","ctx":{"expected":"1 or 2"}}
        null !! {"type":"literal_error","loc":[],"msg":"Input should be 1 or 2","ctx":{"expected":"1 or 2"}}
        [] !! {"type":"literal_error","loc":[],"msg":"Input should be 1 or 2","ctx":{"expected":"1 or 2"}}
        1 => 1
        2 => 2
        1.0 => 1
        2.5 !! {"type":"literal_error","loc":[],"msg":"Input should be 1 or 2","ctx":{"expected":"1 or 2"}}
        3 !! {"type":"literal_error","loc":[],"msg":"Input should be 1 or 2","ctx":{"expected":"1 or 2"}}
        1e0 => 1
        """#
    )

    /// `dict[int, int]`.
    static let integers = PydanticTable(
        #"""
        {"1":1} => {"1":1}
        {"a":1} !! {"type":"int_parsing","loc":["a","[key]"],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        {"a":"b"} !! {"type":"int_parsing","loc":["a","[key]"],"msg":"Input should be a valid integer, unable to parse string as an integer"} !! {"type":"int_parsing","loc":["a"],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        {"1":1,"01":2} => {"1":2}
        {"1.0":1} => {"1":1}
        {} => {}
        [] !! {"type":"dict_type","loc":[],"msg":"Input should be a valid dictionary"}
        null !! {"type":"dict_type","loc":[],"msg":"Input should be a valid dictionary"}
        {" 2 ":3} => {"2":3}
        {"1":"x","y":1} !! {"type":"int_parsing","loc":["1"],"msg":"Input should be a valid integer, unable to parse string as an integer"} !! {"type":"int_parsing","loc":["y","[key]"],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        """#
    )

    /// `dict[UUID, int]`.
    static let uuids = PydanticTable(
        #"""
        {"12345678-1234-5678-1234-567812345678":1} => {"12345678-1234-5678-1234-567812345678":1}
        {"12345678123456781234567812345678":1} => {"12345678-1234-5678-1234-567812345678":1}
        {"q":1} !! {"type":"uuid_parsing","loc":["q","[key]"],"msg":"Input should be a valid UUID, invalid character: found `q` at 0","ctx":{"error":"invalid character: found `q` at 0"}}
        """#
    )

    /// `dict[date, int]`.
    static let dates = PydanticTable(
        #"""
        {"2026-01-02":1} => {"2026-01-02":1}
        {"2026-13-01":1} !! {"type":"date_from_datetime_parsing","loc":["2026-13-01","[key]"],"msg":"Input should be a valid date or datetime, month value is outside expected range of 1-12","ctx":{"error":"month value is outside expected range of 1-12"}}
        {"0":1} => {"1970-01-01":1}
        """#
    )

    /// `dict[Color, int]`.
    static let colors = PydanticTable(
        #"""
        {"red":1,"blue":2} => {"red":1,"blue":2}
        {"pink":1} !! {"type":"enum","loc":["pink","[key]"],"msg":"Input should be 'red', 'green' or 'blue'","ctx":{"expected":"'red', 'green' or 'blue'"}}
        {"red":"x"} !! {"type":"int_parsing","loc":["red"],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        """#
    )

    /// `dict[Level, int]`.
    static let levels = PydanticTable(
        #"""
        {"1":1,"2":2} => {"1":1,"2":2}
        {"3":1} !! {"type":"enum","loc":["3","[key]"],"msg":"Input should be 1 or 2","ctx":{"expected":"1 or 2"}}
        {"x":1} !! {"type":"enum","loc":["x","[key]"],"msg":"Input should be 1 or 2","ctx":{"expected":"1 or 2"}}
        """#
    )
}
