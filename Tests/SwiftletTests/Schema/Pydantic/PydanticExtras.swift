// Recorded from Pydantic 2.14.

/// Pydantic's results for extra keys.
enum PydanticExtras {
    /// `extra="allow"`.
    static let open = PydanticTable(
        #"""
        {"x":1} => {"x":1}
        {"x":1,"q":[1,{"a":null}],"b":"c"} => {"x":1,"q":[1,{"a":null}],"b":"c"}
        {"q":1} !! {"type":"missing","loc":["x"],"msg":"Field required"}
        {"x":"y","q":1} !! {"type":"int_parsing","loc":["x"],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        [] !! {"type":"model_attributes_type","loc":[],"msg":"Input should be a valid dictionary or object to extract fields from"}
        """#
    )

    /// `extra="allow"` with `__pydantic_extra__: dict[str, int]`.
    static let counts = PydanticTable(
        #"""
        {"x":1} => {"x":1}
        {"a":"7","x":1,"z":5} => {"x":1,"a":7,"z":5}
        {"x":1,"q":"r"} !! {"type":"int_parsing","loc":["q"],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        {"q":"r"} !! {"type":"missing","loc":["x"],"msg":"Field required"} !! {"type":"int_parsing","loc":["q"],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        {"x":"y","q":"r"} !! {"type":"int_parsing","loc":["x"],"msg":"Input should be a valid integer, unable to parse string as an integer"} !! {"type":"int_parsing","loc":["q"],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        """#
    )
}
