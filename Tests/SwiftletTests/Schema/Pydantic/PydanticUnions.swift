// Recorded from Pydantic 2.14.

/// Pydantic's results for unions in smart mode.
enum PydanticUnions {
    /// `int | str`.
    static let integerOrString = PydanticTable(
        #"""
        1 => 1
        "1" => "1"
        1.0 => 1
        1.5 !! {"type":"int_from_float","loc":["int"],"msg":"Input should be a valid integer, got a number with a fractional part"} !! {"type":"string_type","loc":["str"],"msg":"Input should be a valid string"}
        true => 1
        null !! {"type":"int_type","loc":["int"],"msg":"Input should be a valid integer"} !! {"type":"string_type","loc":["str"],"msg":"Input should be a valid string"}
        "x" => "x"
        [] !! {"type":"int_type","loc":["int"],"msg":"Input should be a valid integer"} !! {"type":"string_type","loc":["str"],"msg":"Input should be a valid string"}
        {} !! {"type":"int_type","loc":["int"],"msg":"Input should be a valid integer"} !! {"type":"string_type","loc":["str"],"msg":"Input should be a valid string"}
        "true" => "true"
        0 => 0
        """#
    )

    /// `str | int`.
    static let stringOrInteger = PydanticTable(
        #"""
        1 => 1
        "1" => "1"
        1.0 => 1
        1.5 !! {"type":"string_type","loc":["str"],"msg":"Input should be a valid string"} !! {"type":"int_from_float","loc":["int"],"msg":"Input should be a valid integer, got a number with a fractional part"}
        true => 1
        null !! {"type":"string_type","loc":["str"],"msg":"Input should be a valid string"} !! {"type":"int_type","loc":["int"],"msg":"Input should be a valid integer"}
        "x" => "x"
        [] !! {"type":"string_type","loc":["str"],"msg":"Input should be a valid string"} !! {"type":"int_type","loc":["int"],"msg":"Input should be a valid integer"}
        {} !! {"type":"string_type","loc":["str"],"msg":"Input should be a valid string"} !! {"type":"int_type","loc":["int"],"msg":"Input should be a valid integer"}
        "true" => "true"
        0 => 0
        """#
    )

    /// `int | float`.
    static let integerOrDouble = PydanticTable(
        #"""
        1 => 1
        "1" => 1
        1.0 => 1.0
        1.5 => 1.5
        true => 1
        null !! {"type":"int_type","loc":["int"],"msg":"Input should be a valid integer"} !! {"type":"float_type","loc":["float"],"msg":"Input should be a valid number"}
        "x" !! {"type":"int_parsing","loc":["int"],"msg":"Input should be a valid integer, unable to parse string as an integer"} !! {"type":"float_parsing","loc":["float"],"msg":"Input should be a valid number, unable to parse string as a number"}
        [] !! {"type":"int_type","loc":["int"],"msg":"Input should be a valid integer"} !! {"type":"float_type","loc":["float"],"msg":"Input should be a valid number"}
        {} !! {"type":"int_type","loc":["int"],"msg":"Input should be a valid integer"} !! {"type":"float_type","loc":["float"],"msg":"Input should be a valid number"}
        "true" !! {"type":"int_parsing","loc":["int"],"msg":"Input should be a valid integer, unable to parse string as an integer"} !! {"type":"float_parsing","loc":["float"],"msg":"Input should be a valid number, unable to parse string as a number"}
        0 => 0
        """#
    )

    /// `float | int`.
    static let doubleOrInteger = PydanticTable(
        #"""
        1 => 1
        "1" => 1.0
        1.0 => 1.0
        1.5 => 1.5
        true => 1.0
        null !! {"type":"float_type","loc":["float"],"msg":"Input should be a valid number"} !! {"type":"int_type","loc":["int"],"msg":"Input should be a valid integer"}
        "x" !! {"type":"float_parsing","loc":["float"],"msg":"Input should be a valid number, unable to parse string as a number"} !! {"type":"int_parsing","loc":["int"],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        [] !! {"type":"float_type","loc":["float"],"msg":"Input should be a valid number"} !! {"type":"int_type","loc":["int"],"msg":"Input should be a valid integer"}
        {} !! {"type":"float_type","loc":["float"],"msg":"Input should be a valid number"} !! {"type":"int_type","loc":["int"],"msg":"Input should be a valid integer"}
        "true" !! {"type":"float_parsing","loc":["float"],"msg":"Input should be a valid number, unable to parse string as a number"} !! {"type":"int_parsing","loc":["int"],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        0 => 0
        """#
    )

    /// `bool | int`.
    static let boolOrInteger = PydanticTable(
        #"""
        1 => 1
        "1" => true
        1.0 => true
        1.5 !! {"type":"bool_type","loc":["bool"],"msg":"Input should be a valid boolean"} !! {"type":"int_from_float","loc":["int"],"msg":"Input should be a valid integer, got a number with a fractional part"}
        true => true
        null !! {"type":"bool_type","loc":["bool"],"msg":"Input should be a valid boolean"} !! {"type":"int_type","loc":["int"],"msg":"Input should be a valid integer"}
        "x" !! {"type":"bool_parsing","loc":["bool"],"msg":"Input should be a valid boolean, unable to interpret input"} !! {"type":"int_parsing","loc":["int"],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        [] !! {"type":"bool_type","loc":["bool"],"msg":"Input should be a valid boolean"} !! {"type":"int_type","loc":["int"],"msg":"Input should be a valid integer"}
        {} !! {"type":"bool_type","loc":["bool"],"msg":"Input should be a valid boolean"} !! {"type":"int_type","loc":["int"],"msg":"Input should be a valid integer"}
        "true" => true
        0 => 0
        2 => 2
        """#
    )

    /// `UUID | str`.
    static let uuidOrString = PydanticTable(
        #"""
        1 !! {"type":"uuid_type","loc":["uuid"],"msg":"UUID input should be a string, bytes or UUID object"} !! {"type":"string_type","loc":["str"],"msg":"Input should be a valid string"}
        "1" => "1"
        1.0 !! {"type":"uuid_type","loc":["uuid"],"msg":"UUID input should be a string, bytes or UUID object"} !! {"type":"string_type","loc":["str"],"msg":"Input should be a valid string"}
        1.5 !! {"type":"uuid_type","loc":["uuid"],"msg":"UUID input should be a string, bytes or UUID object"} !! {"type":"string_type","loc":["str"],"msg":"Input should be a valid string"}
        true !! {"type":"uuid_type","loc":["uuid"],"msg":"UUID input should be a string, bytes or UUID object"} !! {"type":"string_type","loc":["str"],"msg":"Input should be a valid string"}
        null !! {"type":"uuid_type","loc":["uuid"],"msg":"UUID input should be a string, bytes or UUID object"} !! {"type":"string_type","loc":["str"],"msg":"Input should be a valid string"}
        "x" => "x"
        [] !! {"type":"uuid_type","loc":["uuid"],"msg":"UUID input should be a string, bytes or UUID object"} !! {"type":"string_type","loc":["str"],"msg":"Input should be a valid string"}
        {} !! {"type":"uuid_type","loc":["uuid"],"msg":"UUID input should be a string, bytes or UUID object"} !! {"type":"string_type","loc":["str"],"msg":"Input should be a valid string"}
        "true" => "true"
        0 !! {"type":"uuid_type","loc":["uuid"],"msg":"UUID input should be a string, bytes or UUID object"} !! {"type":"string_type","loc":["str"],"msg":"Input should be a valid string"}
        "12345678123456781234567812345678" => "12345678123456781234567812345678"
        """#
    )

    /// `date | datetime`.
    static let dateOrMoment = PydanticTable(
        #"""
        "2026-01-02" => "2026-01-02"
        "2026-01-02T00:00:00Z" => "2026-01-02"
        "2026-01-02T01:00:00Z" => "2026-01-02T01:00:00Z"
        "x" !! {"type":"date_from_datetime_parsing","loc":["date"],"msg":"Input should be a valid date or datetime, input is too short","ctx":{"error":"input is too short"}} !! {"type":"datetime_from_date_parsing","loc":["datetime"],"msg":"Input should be a valid datetime or date, input is too short","ctx":{"error":"input is too short"}}
        86400 => "1970-01-02"
        1 => "1970-01-01T00:00:01Z"
        null !! {"type":"date_type","loc":["date"],"msg":"Input should be a valid date"} !! {"type":"datetime_type","loc":["datetime"],"msg":"Input should be a valid datetime"}
        """#
    )

    /// `Color | int`.
    static let colorOrInteger = PydanticTable(
        #"""
        1 => 1
        "1" => 1
        1.0 => 1
        1.5 !! {"type":"enum","loc":["enum[Color]"],"msg":"Input should be 'red', 'green' or 'blue'","ctx":{"expected":"'red', 'green' or 'blue'"}} !! {"type":"int_from_float","loc":["int"],"msg":"Input should be a valid integer, got a number with a fractional part"}
        true => 1
        null !! {"type":"enum","loc":["enum[Color]"],"msg":"Input should be 'red', 'green' or 'blue'","ctx":{"expected":"'red', 'green' or 'blue'"}} !! {"type":"int_type","loc":["int"],"msg":"Input should be a valid integer"}
        "x" !! {"type":"enum","loc":["enum[Color]"],"msg":"Input should be 'red', 'green' or 'blue'","ctx":{"expected":"'red', 'green' or 'blue'"}} !! {"type":"int_parsing","loc":["int"],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        [] !! {"type":"enum","loc":["enum[Color]"],"msg":"Input should be 'red', 'green' or 'blue'","ctx":{"expected":"'red', 'green' or 'blue'"}} !! {"type":"int_type","loc":["int"],"msg":"Input should be a valid integer"}
        {} !! {"type":"enum","loc":["enum[Color]"],"msg":"Input should be 'red', 'green' or 'blue'","ctx":{"expected":"'red', 'green' or 'blue'"}} !! {"type":"int_type","loc":["int"],"msg":"Input should be a valid integer"}
        "true" !! {"type":"enum","loc":["enum[Color]"],"msg":"Input should be 'red', 'green' or 'blue'","ctx":{"expected":"'red', 'green' or 'blue'"}} !! {"type":"int_parsing","loc":["int"],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        0 => 0
        "red" => "red"
        "pink" !! {"type":"enum","loc":["enum[Color]"],"msg":"Input should be 'red', 'green' or 'blue'","ctx":{"expected":"'red', 'green' or 'blue'"}} !! {"type":"int_parsing","loc":["int"],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        """#
    )

    /// `Annotated[int, Field(ge=5)] | Annotated[str, Field(min_length=3)]`.
    static let constrained = PydanticTable(
        #"""
        3 !! {"type":"greater_than_equal","loc":["constrained-int"],"msg":"Input should be greater than or equal to 5","ctx":{"ge":5}} !! {"type":"string_type","loc":["constrained-str"],"msg":"Input should be a valid string"}
        "x" !! {"type":"int_parsing","loc":["constrained-int"],"msg":"Input should be a valid integer, unable to parse string as an integer"} !! {"type":"string_too_short","loc":["constrained-str"],"msg":"String should have at least 3 characters","ctx":{"min_length":3}}
        "abcd" => "abcd"
        7 => 7
        "12" => 12
        null !! {"type":"int_type","loc":["constrained-int"],"msg":"Input should be a valid integer"} !! {"type":"string_type","loc":["constrained-str"],"msg":"Input should be a valid string"}
        """#
    )

    /// `A | B`, two models.
    static let models = PydanticTable(
        #"""
        {"x":1} => {"x":1,"y":1}
        {"x":1,"z":"q"} => {"x":1,"z":"q"}
        {"x":1,"y":2} => {"x":1,"y":2}
        {"x":"1","y":2} => {"x":1,"y":2}
        {"z":"2"} !! {"type":"missing","loc":["A","x"],"msg":"Field required"} !! {"type":"missing","loc":["B","x"],"msg":"Field required"}
        [] !! {"type":"model_attributes_type","loc":["A"],"msg":"Input should be a valid dictionary or object to extract fields from"} !! {"type":"model_attributes_type","loc":["B"],"msg":"Input should be a valid dictionary or object to extract fields from"}
        {"x":1,"y":2,"z":"q"} => {"x":1,"y":2}
        {"x":"1","q":1} => {"x":1,"y":1}
        {"x":"1","z":"2"} => {"x":1,"z":"2"}
        {"x":"q","y":"q"} !! {"type":"int_parsing","loc":["A","x"],"msg":"Input should be a valid integer, unable to parse string as an integer"} !! {"type":"int_parsing","loc":["A","y"],"msg":"Input should be a valid integer, unable to parse string as an integer"} !! {"type":"int_parsing","loc":["B","x"],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        {} !! {"type":"missing","loc":["A","x"],"msg":"Field required"} !! {"type":"missing","loc":["B","x"],"msg":"Field required"}
        null !! {"type":"model_attributes_type","loc":["A"],"msg":"Input should be a valid dictionary or object to extract fields from"} !! {"type":"model_attributes_type","loc":["B"],"msg":"Input should be a valid dictionary or object to extract fields from"}
        {"x":1,"y":"1","z":"a"} => {"x":1,"z":"a"}
        {"x":"1","y":1,"z":"a"} => {"x":1,"y":1}
        """#
    )

    /// `B | A`.
    static let modelsInReverse = PydanticTable(
        #"""
        {"x":1} => {"x":1,"z":""}
        {"x":1,"z":"q"} => {"x":1,"z":"q"}
        {"x":1,"y":2} => {"x":1,"y":2}
        {"x":"1","y":2} => {"x":1,"y":2}
        {"z":"2"} !! {"type":"missing","loc":["B","x"],"msg":"Field required"} !! {"type":"missing","loc":["A","x"],"msg":"Field required"}
        [] !! {"type":"model_attributes_type","loc":["B"],"msg":"Input should be a valid dictionary or object to extract fields from"} !! {"type":"model_attributes_type","loc":["A"],"msg":"Input should be a valid dictionary or object to extract fields from"}
        {"x":1,"y":2,"z":"q"} => {"x":1,"z":"q"}
        {"x":"1","q":1} => {"x":1,"z":""}
        {"x":"1","z":"2"} => {"x":1,"z":"2"}
        {"x":"q","y":"q"} !! {"type":"int_parsing","loc":["B","x"],"msg":"Input should be a valid integer, unable to parse string as an integer"} !! {"type":"int_parsing","loc":["A","x"],"msg":"Input should be a valid integer, unable to parse string as an integer"} !! {"type":"int_parsing","loc":["A","y"],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        {} !! {"type":"missing","loc":["B","x"],"msg":"Field required"} !! {"type":"missing","loc":["A","x"],"msg":"Field required"}
        null !! {"type":"model_attributes_type","loc":["B"],"msg":"Input should be a valid dictionary or object to extract fields from"} !! {"type":"model_attributes_type","loc":["A"],"msg":"Input should be a valid dictionary or object to extract fields from"}
        {"x":1,"y":"1","z":"a"} => {"x":1,"z":"a"}
        {"x":"1","y":1,"z":"a"} => {"x":1,"z":"a"}
        """#
    )

    /// `A | dict[str, int]`.
    static let modelOrDictionary = PydanticTable(
        #"""
        {"x":1} => {"x":1}
        {"x":1,"z":"q"} => {"x":1,"y":1}
        {"x":1,"y":2} => {"x":1,"y":2}
        {"x":"1","y":2} => {"x":1,"y":2}
        {"z":"2"} => {"z":2}
        [] !! {"type":"model_attributes_type","loc":["A"],"msg":"Input should be a valid dictionary or object to extract fields from"} !! {"type":"dict_type","loc":["dict[str,int]"],"msg":"Input should be a valid dictionary"}
        {"x":1,"y":2,"z":"q"} => {"x":1,"y":2}
        {"x":"1","q":1} => {"x":1,"y":1}
        {"x":"1","z":"2"} => {"x":1,"y":1}
        {"x":"q","y":"q"} !! {"type":"int_parsing","loc":["A","x"],"msg":"Input should be a valid integer, unable to parse string as an integer"} !! {"type":"int_parsing","loc":["A","y"],"msg":"Input should be a valid integer, unable to parse string as an integer"} !! {"type":"int_parsing","loc":["dict[str,int]","x"],"msg":"Input should be a valid integer, unable to parse string as an integer"} !! {"type":"int_parsing","loc":["dict[str,int]","y"],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        {} => {}
        null !! {"type":"model_attributes_type","loc":["A"],"msg":"Input should be a valid dictionary or object to extract fields from"} !! {"type":"dict_type","loc":["dict[str,int]"],"msg":"Input should be a valid dictionary"}
        {"x":1,"y":"1","z":"a"} => {"x":1,"y":1}
        {"x":"1","y":1,"z":"a"} => {"x":1,"y":1}
        """#
    )

    /// `A | Any`.
    static let modelOrAny = PydanticTable(
        #"""
        {"x":1} => {"x":1,"y":1}
        {"x":"1"} => {"x":"1"}
        [] => []
        """#
    )

    /// `dict[str, float] | A`.
    static let doublesOrModel = PydanticTable(
        #"""
        {"x":1} => {"x":1.0}
        {"x":"1"} => {"x":1.0}
        """#
    )

    /// `list[int] | list[str]`.
    static let lists = PydanticTable(
        #"""
        [1] => [1]
        ["1"] => ["1"]
        ["x",1] !! {"type":"int_parsing","loc":["list[int]",0],"msg":"Input should be a valid integer, unable to parse string as an integer"} !! {"type":"string_type","loc":["list[str]",1],"msg":"Input should be a valid string"}
        ["x"] => ["x"]
        [1,"1"] => [1,1]
        [] => []
        1 !! {"type":"list_type","loc":["list[int]"],"msg":"Input should be a valid list"} !! {"type":"list_type","loc":["list[str]"],"msg":"Input should be a valid list"}
        null !! {"type":"list_type","loc":["list[int]"],"msg":"Input should be a valid list"} !! {"type":"list_type","loc":["list[str]"],"msg":"Input should be a valid list"}
        """#
    )

    /// `set[int] | list[int]`.
    static let setOrList = PydanticTable(
        #"""
        [1] => [1]
        ["1"] => [1]
        ["x"] !! {"type":"int_parsing","loc":["set[int]",0],"msg":"Input should be a valid integer, unable to parse string as an integer"} !! {"type":"int_parsing","loc":["list[int]",0],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        [1,1,2] => [1,1,2]
        """#
    )

    /// `list[A] | list[dict[str, int]]`.
    static let nested = PydanticTable(
        #"""
        [{"x":1}] => [{"x":1}]
        [{"x":"1"}] => [{"x":1,"y":1}]
        [{"y":1}] => [{"y":1}]
        [{"x":"q"},3] !! {"type":"int_parsing","loc":["list[A]",0,"x"],"msg":"Input should be a valid integer, unable to parse string as an integer"} !! {"type":"model_attributes_type","loc":["list[A]",1],"msg":"Input should be a valid dictionary or object to extract fields from"} !! {"type":"int_parsing","loc":["list[dict[str,int]]",0,"x"],"msg":"Input should be a valid integer, unable to parse string as an integer"} !! {"type":"dict_type","loc":["list[dict[str,int]]",1],"msg":"Input should be a valid dictionary"}
        [] => []
        """#
    )

    /// `int | str | None`.
    static let optional = PydanticTable(
        #"""
        1 => 1
        "1" => "1"
        1.0 => 1
        1.5 !! {"type":"int_from_float","loc":["int"],"msg":"Input should be a valid integer, got a number with a fractional part"} !! {"type":"string_type","loc":["str"],"msg":"Input should be a valid string"}
        true => 1
        null => null
        "x" => "x"
        [] !! {"type":"int_type","loc":["int"],"msg":"Input should be a valid integer"} !! {"type":"string_type","loc":["str"],"msg":"Input should be a valid string"}
        {} !! {"type":"int_type","loc":["int"],"msg":"Input should be a valid integer"} !! {"type":"string_type","loc":["str"],"msg":"Input should be a valid string"}
        "true" => "true"
        0 => 0
        """#
    )

    /// `list[int | bool]`.
    static let elements = PydanticTable(
        #"""
        [1,true,"on",null] !! {"type":"int_type","loc":[3,"int"],"msg":"Input should be a valid integer"} !! {"type":"bool_type","loc":[3,"bool"],"msg":"Input should be a valid boolean"}
        ["x"] !! {"type":"int_parsing","loc":[0,"int"],"msg":"Input should be a valid integer, unable to parse string as an integer"} !! {"type":"bool_parsing","loc":[0,"bool"],"msg":"Input should be a valid boolean, unable to interpret input"}
        [true,2] => [true,2]
        """#
    )

    /// `Tree`, of `int`, `list[Tree]` or `dict[str, Tree]`.
    static let tree = PydanticTable(
        #"""
        1 => 1
        [1,[2,{"a":3}]] => [1,[2,{"a":3}]]
        {} => {}
        [] => []
        """#
    )
}
