// Recorded from Pydantic 2.14.

/// Pydantic's results for lists, sets, dictionaries and unions.
enum PydanticCollections {
    /// `list[int]`.
    static let list = PydanticTable(
        #"""
        [] => []
        [1, "2"] => [1,2]
        ["a", 1, "b"] !! {"type":"int_parsing","loc":[0],"msg":"Input should be a valid integer, unable to parse string as an integer"} !! {"type":"int_parsing","loc":[2],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        {} !! {"type":"list_type","loc":[],"msg":"Input should be a valid list"}
        "a" !! {"type":"list_type","loc":[],"msg":"Input should be a valid list"}
        null !! {"type":"list_type","loc":[],"msg":"Input should be a valid list"}
        1 !! {"type":"list_type","loc":[],"msg":"Input should be a valid list"}
        true !! {"type":"list_type","loc":[],"msg":"Input should be a valid list"}
        """#
    )

    /// `list[int]` with `min_length=1, max_length=2`.
    static let boundedList = PydanticTable(
        #"""
        [] !! {"type":"too_short","loc":[],"msg":"List should have at least 1 item after validation, not 0","ctx":{"field_type":"List","min_length":1,"actual_length":0}}
        [1] => [1]
        [1, 2, 3] !! {"type":"too_long","loc":[],"msg":"List should have at most 2 items after validation, not 3","ctx":{"field_type":"List","max_length":2,"actual_length":3}}
        ["x", 1, 2] !! {"type":"too_long","loc":[],"msg":"List should have at most 2 items after validation, not 3","ctx":{"field_type":"List","max_length":2,"actual_length":3}}
        ["x"] !! {"type":"int_parsing","loc":[0],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        """#
    )

    /// `set[int]`.
    static let set = PydanticTable(
        #"""
        [1, 1, 2] => [1,2]
        ["a"] !! {"type":"int_parsing","loc":[0],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        {} !! {"type":"set_type","loc":[],"msg":"Input should be a valid set"}
        "a" !! {"type":"set_type","loc":[],"msg":"Input should be a valid set"}
        """#
    )

    /// `set[int]` with `min_length=2, max_length=3`.
    static let boundedSet = PydanticTable(
        #"""
        [1, 1] !! {"type":"too_short","loc":[],"msg":"Set should have at least 2 items after validation, not 1","ctx":{"field_type":"Set","min_length":2,"actual_length":1}}
        [1, 2, 2] => [1,2]
        [1, 1, 1, 1, 2] => [1,2]
        """#
    )

    /// `dict[str, int]`.
    static let dictionary = PydanticTable(
        #"""
        {"b": 1, "a": 2} => {"b":1,"a":2}
        {"a": "x", "b": "y"} !! {"type":"int_parsing","loc":["a"],"msg":"Input should be a valid integer, unable to parse string as an integer"} !! {"type":"int_parsing","loc":["b"],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        [] !! {"type":"dict_type","loc":[],"msg":"Input should be a valid dictionary"}
        "a" !! {"type":"dict_type","loc":[],"msg":"Input should be a valid dictionary"}
        null !! {"type":"dict_type","loc":[],"msg":"Input should be a valid dictionary"}
        {} => {}
        """#
    )

    /// `dict[str, int]` with `min_length=2, max_length=3`.
    static let boundedDictionary = PydanticTable(
        #"""
        {"a": 1} !! {"type":"too_short","loc":[],"msg":"Dictionary should have at least 2 items after validation, not 1","ctx":{"field_type":"Dictionary","min_length":2,"actual_length":1}}
        {"a": 1, "b": 2, "c": 3, "d": 4} !! {"type":"too_long","loc":[],"msg":"Dictionary should have at most 3 items after validation, not 4","ctx":{"field_type":"Dictionary","max_length":3,"actual_length":4}}
        {"a": 1, "b": 2} => {"a":1,"b":2}
        """#
    )

    /// `int | None` with `ge=1`.
    static let optional = PydanticTable(
        #"""
        null => null
        1 => 1
        0 !! {"type":"greater_than_equal","loc":[],"msg":"Input should be greater than or equal to 1","ctx":{"ge":1}}
        "x" !! {"type":"int_parsing","loc":[],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        """#
    )

    /// A union of models tagged by `kind`.
    static let pet = PydanticTable(
        #"""
        {"kind": "cat", "lives": 9} => {"kind":"cat","lives":9}
        {"kind": "fish"} !! {"type":"union_tag_invalid","loc":[],"msg":"Input tag 'fish' found using 'kind' does not match any of the expected tags: 'cat', 'dog'","ctx":{"discriminator":"'kind'","tag":"fish","expected_tags":"'cat', 'dog'"}}
        {"lives": 1} !! {"type":"union_tag_not_found","loc":[],"msg":"Unable to extract tag using discriminator 'kind'","ctx":{"discriminator":"'kind'"}}
        {"kind": "cat"} !! {"type":"missing","loc":["cat","lives"],"msg":"Field required"}
        {"kind": "dog", "name": 1} !! {"type":"string_type","loc":["dog","name"],"msg":"Input should be a valid string"}
        1 !! {"type":"model_attributes_type","loc":[],"msg":"Input should be a valid dictionary or object to extract fields from"}
        null !! {"type":"model_attributes_type","loc":[],"msg":"Input should be a valid dictionary or object to extract fields from"}
        [] !! {"type":"model_attributes_type","loc":[],"msg":"Input should be a valid dictionary or object to extract fields from"}
        {"kind": 1} !! {"type":"union_tag_invalid","loc":[],"msg":"Input tag '1' found using 'kind' does not match any of the expected tags: 'cat', 'dog'","ctx":{"discriminator":"'kind'","tag":"1","expected_tags":"'cat', 'dog'"}}
        {"kind":["a",null,{"b":true}]} !! {"type":"union_tag_invalid","loc":[],"msg":"Input tag '['a', None, {'b': True}]' found using 'kind' does not match any of the expected tags: 'cat', 'dog'","ctx":{"discriminator":"'kind'","tag":"['a', None, {'b': True}]","expected_tags":"'cat', 'dog'"}}
        """#
    )
}
