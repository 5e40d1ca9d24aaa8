// Recorded from Pydantic 2.14.

/// Pydantic's results for numbers.
enum PydanticNumbers {
    /// `int`.
    static let integer = PydanticTable(
        #"""
        1 => 1
        true => 1
        false => 0
        3.0 => 3
        3.5 !! {"type":"int_from_float","loc":[],"msg":"Input should be a valid integer, got a number with a fractional part"}
        -3.5 !! {"type":"int_from_float","loc":[],"msg":"Input should be a valid integer, got a number with a fractional part"}
        null !! {"type":"int_type","loc":[],"msg":"Input should be a valid integer"}
        [] !! {"type":"int_type","loc":[],"msg":"Input should be a valid integer"}
        {} !! {"type":"int_type","loc":[],"msg":"Input should be a valid integer"}
        "3" => 3
        " 3 " => 3
        "+3" => 3
        "-3" => -3
        "--3" !! {"type":"int_parsing","loc":[],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        "3.0" => 3
        "3." !! {"type":"int_parsing","loc":[],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        "3.00" => 3
        "3.01" !! {"type":"int_parsing","loc":[],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        "1_000" => 1000
        "1__0" !! {"type":"int_parsing","loc":[],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        "_1" !! {"type":"int_parsing","loc":[],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        "1_" !! {"type":"int_parsing","loc":[],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        "0003" => 3
        "-0" => 0
        "" !! {"type":"int_parsing","loc":[],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        "abc" !! {"type":"int_parsing","loc":[],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        "1e3" !! {"type":"int_parsing","loc":[],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        "0x10" !! {"type":"int_parsing","loc":[],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        "\u0661" !! {"type":"int_parsing","loc":[],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        "1.0.0" !! {"type":"int_parsing","loc":[],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        "+ 3" !! {"type":"int_parsing","loc":[],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        "\u00a03\u00a0" => 3
        "3_0.0" => 30
        "3.0_0" !! {"type":"int_parsing","loc":[],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        "-_1" !! {"type":"int_parsing","loc":[],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        ".0" !! {"type":"int_parsing","loc":[],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        "-.0" !! {"type":"int_parsing","loc":[],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        "0.0_" !! {"type":"int_parsing","loc":[],"msg":"Input should be a valid integer, unable to parse string as an integer"}
        """#
    )

    /// `int` with `ge=1, le=10`.
    static let boundedInteger = PydanticTable(
        #"""
        1 => 1
        10 => 10
        0 !! {"type":"greater_than_equal","loc":[],"msg":"Input should be greater than or equal to 1","ctx":{"ge":1}}
        11 !! {"type":"less_than_equal","loc":[],"msg":"Input should be less than or equal to 10","ctx":{"le":10}}
        2.5 !! {"type":"int_from_float","loc":[],"msg":"Input should be a valid integer, got a number with a fractional part"}
        "0" !! {"type":"greater_than_equal","loc":[],"msg":"Input should be greater than or equal to 1","ctx":{"ge":1}}
        """#
    )

    /// `int` with `gt=1, lt=10`.
    static let openInteger = PydanticTable(
        #"""
        2 => 2
        9 => 9
        1 !! {"type":"greater_than","loc":[],"msg":"Input should be greater than 1","ctx":{"gt":1}}
        10 !! {"type":"less_than","loc":[],"msg":"Input should be less than 10","ctx":{"lt":10}}
        """#
    )

    /// `int` with `multiple_of=3`.
    static let evenInteger = PydanticTable(
        #"""
        3 => 3
        0 => 0
        -3 => -3
        4 !! {"type":"multiple_of","loc":[],"msg":"Input should be a multiple of 3","ctx":{"multiple_of":3}}
        """#
    )

    /// `float`.
    static let float = PydanticTable(
        #"""
        1 => 1.0
        true => 1.0
        1.5 => 1.5
        null !! {"type":"float_type","loc":[],"msg":"Input should be a valid number"}
        [] !! {"type":"float_type","loc":[],"msg":"Input should be a valid number"}
        {} !! {"type":"float_type","loc":[],"msg":"Input should be a valid number"}
        "1.5" => 1.5
        " 1.5 " => 1.5
        "1_0.5" => 10.5
        "1." => 1.0
        ".5" => 0.5
        "+1.5" => 1.5
        "1e5" => 100000.0
        "1E5" => 100000.0
        "1_e5" => 100000.0
        "1e_5" => 100000.0
        "1e5_0" => 1e+50
        "" !! {"type":"float_parsing","loc":[],"msg":"Input should be a valid number, unable to parse string as a number"}
        "abc" !! {"type":"float_parsing","loc":[],"msg":"Input should be a valid number, unable to parse string as a number"}
        "0x1p3" !! {"type":"float_parsing","loc":[],"msg":"Input should be a valid number, unable to parse string as a number"}
        "1.5.5" !! {"type":"float_parsing","loc":[],"msg":"Input should be a valid number, unable to parse string as a number"}
        "1__0" !! {"type":"float_parsing","loc":[],"msg":"Input should be a valid number, unable to parse string as a number"}
        "_1" !! {"type":"float_parsing","loc":[],"msg":"Input should be a valid number, unable to parse string as a number"}
        "1_" !! {"type":"float_parsing","loc":[],"msg":"Input should be a valid number, unable to parse string as a number"}
        "._5" => 0.5
        "5._5" => 5.5
        "-.5e-3" => -0.0005
        "\u0661" !! {"type":"float_parsing","loc":[],"msg":"Input should be a valid number, unable to parse string as a number"}
        "1e" !! {"type":"float_parsing","loc":[],"msg":"Input should be a valid number, unable to parse string as a number"}
        "e5" !! {"type":"float_parsing","loc":[],"msg":"Input should be a valid number, unable to parse string as a number"}
        "-" !! {"type":"float_parsing","loc":[],"msg":"Input should be a valid number, unable to parse string as a number"}
        "+" !! {"type":"float_parsing","loc":[],"msg":"Input should be a valid number, unable to parse string as a number"}
        """#
    )

    /// `float` with `ge=1, multiple_of=0.1`.
    static let boundedFloat = PydanticTable(
        #"""
        0.5 !! {"type":"greater_than_equal","loc":[],"msg":"Input should be greater than or equal to 1","ctx":{"ge":1.0}}
        1.3 => 1.3
        1.25 !! {"type":"multiple_of","loc":[],"msg":"Input should be a multiple of 0.1","ctx":{"multiple_of":0.1}}
        1000000000.1 => 1000000000.1
        1000000000.15 !! {"type":"multiple_of","loc":[],"msg":"Input should be a multiple of 0.1","ctx":{"multiple_of":0.1}}
        1234567890123.45 !! {"type":"multiple_of","loc":[],"msg":"Input should be a multiple of 0.1","ctx":{"multiple_of":0.1}}
        5.0000000001 => 5.0000000001
        5.00000001 !! {"type":"multiple_of","loc":[],"msg":"Input should be a multiple of 0.1","ctx":{"multiple_of":0.1}}
        2 => 2.0
        """#
    )

    /// `float` with `gt=1e20`.
    static let hugeFloat = PydanticTable(
        #"""
        1 !! {"type":"greater_than","loc":[],"msg":"Input should be greater than 100000000000000000000","ctx":{"gt":1e+20}}
        1e+21 => 1e+21
        """#
    )

    /// `float` with `gt=1e-7`.
    static let tinyFloat = PydanticTable(
        #"""
        0 !! {"type":"greater_than","loc":[],"msg":"Input should be greater than 0.0000001","ctx":{"gt":1e-07}}
        """#
    )

    /// `float` with `le=-1.5`.
    static let halfFloat = PydanticTable(
        #"""
        0 !! {"type":"less_than_equal","loc":[],"msg":"Input should be less than or equal to -1.5","ctx":{"le":-1.5}}
        -2 => -2.0
        """#
    )

    /// `bool`.
    static let bool = PydanticTable(
        #"""
        true => true
        false => false
        1 => true
        0 => false
        2 !! {"type":"bool_parsing","loc":[],"msg":"Input should be a valid boolean, unable to interpret input"}
        1.0 => true
        0.0 => false
        0.5 !! {"type":"bool_type","loc":[],"msg":"Input should be a valid boolean"}
        -1 !! {"type":"bool_parsing","loc":[],"msg":"Input should be a valid boolean, unable to interpret input"}
        "1" => true
        "0" => false
        "on" => true
        "OFF" => false
        "Yes" => true
        "y" => true
        "N" => false
        "t" => true
        "F" => false
        " true " !! {"type":"bool_parsing","loc":[],"msg":"Input should be a valid boolean, unable to interpret input"}
        "maybe" !! {"type":"bool_parsing","loc":[],"msg":"Input should be a valid boolean, unable to interpret input"}
        "" !! {"type":"bool_parsing","loc":[],"msg":"Input should be a valid boolean, unable to interpret input"}
        null !! {"type":"bool_type","loc":[],"msg":"Input should be a valid boolean"}
        [] !! {"type":"bool_type","loc":[],"msg":"Input should be a valid boolean"}
        {} !! {"type":"bool_type","loc":[],"msg":"Input should be a valid boolean"}
        "TRUE" => true
        2.0 !! {"type":"bool_parsing","loc":[],"msg":"Input should be a valid boolean, unable to interpret input"}
        1e2 !! {"type":"bool_parsing","loc":[],"msg":"Input should be a valid boolean, unable to interpret input"}
        -1.0 !! {"type":"bool_parsing","loc":[],"msg":"Input should be a valid boolean, unable to interpret input"}
        1e300 !! {"type":"bool_type","loc":[],"msg":"Input should be a valid boolean"}
        9223372036854775808 !! {"type":"bool_type","loc":[],"msg":"Input should be a valid boolean"}
        -9223372036854775809 !! {"type":"bool_type","loc":[],"msg":"Input should be a valid boolean"}
        """#
    )

    /// `Decimal`.
    static let decimal = PydanticTable(
        #"""
        1.1 => "1.1"
        1 => "1"
        "1.1" => "1.1"
        0.10000000000000000 => "0.1"
        "" !! {"type":"decimal_parsing","loc":[],"msg":"Input should be a valid decimal"}
        "x" !! {"type":"decimal_parsing","loc":[],"msg":"Input should be a valid decimal"}
        null !! {"type":"decimal_type","loc":[],"msg":"Decimal input should be an integer, float, string or Decimal object"}
        [] !! {"type":"decimal_type","loc":[],"msg":"Decimal input should be an integer, float, string or Decimal object"}
        true !! {"type":"decimal_type","loc":[],"msg":"Decimal input should be an integer, float, string or Decimal object"}
        "1_000" => "1000"
        " 1.5 " => "1.5"
        "+1.5" => "1.5"
        ".5" => "0.5"
        "5." => "5"
        "1.5.5" !! {"type":"decimal_parsing","loc":[],"msg":"Input should be a valid decimal"}
        123456.789 => "123456.789"
        "NaN" !! {"type":"finite_number","loc":[],"msg":"Input should be a finite number"}
        "inf" !! {"type":"finite_number","loc":[],"msg":"Input should be a finite number"}
        "-Infinity" !! {"type":"finite_number","loc":[],"msg":"Input should be a finite number"}
        "12345678901234567890123456789.123" => "12345678901234567890123456789.123"
        """#
    )

    /// `Decimal` with `max_digits=5, decimal_places=2`.
    static let digitsDecimal = PydanticTable(
        #"""
        "1.1" => "1.1"
        "1.101" !! {"type":"decimal_max_places","loc":[],"msg":"Decimal input should have no more than 2 decimal places","ctx":{"decimal_places":2}}
        "12345.6" !! {"type":"decimal_max_digits","loc":[],"msg":"Decimal input should have no more than 5 digits in total","ctx":{"max_digits":5}}
        "1234.5" !! {"type":"decimal_whole_digits","loc":[],"msg":"Decimal input should have no more than 3 digits before the decimal point","ctx":{"whole_digits":3}}
        "123456" !! {"type":"decimal_max_digits","loc":[],"msg":"Decimal input should have no more than 5 digits in total","ctx":{"max_digits":5}}
        "1e5" !! {"type":"decimal_max_digits","loc":[],"msg":"Decimal input should have no more than 5 digits in total","ctx":{"max_digits":5}}
        "0.001" !! {"type":"decimal_max_places","loc":[],"msg":"Decimal input should have no more than 2 decimal places","ctx":{"decimal_places":2}}
        "-999.99" => "-999.99"
        """#
    )

    /// `Decimal` with `max_digits=1`.
    static let oneDigitDecimal = PydanticTable(
        #"""
        "12" !! {"type":"decimal_max_digits","loc":[],"msg":"Decimal input should have no more than 1 digit in total","ctx":{"max_digits":1}}
        "1" => "1"
        """#
    )

    /// `Decimal` with `max_digits=9, decimal_places=1`.
    static let onePlaceDecimal = PydanticTable(
        #"""
        "1.23" !! {"type":"decimal_max_places","loc":[],"msg":"Decimal input should have no more than 1 decimal place","ctx":{"decimal_places":1}}
        """#
    )

    /// `Decimal` with `ge=1.5`.
    static let boundedDecimal = PydanticTable(
        #"""
        "1.2" !! {"type":"greater_than_equal","loc":[],"msg":"Input should be greater than or equal to 1.5","ctx":{"ge":1.5}}
        "1.7" => "1.7"
        """#
    )

    /// `Decimal` with `multiple_of=0.5`.
    static let steppedDecimal = PydanticTable(
        #"""
        "1.2" !! {"type":"multiple_of","loc":[],"msg":"Input should be a multiple of 0.5","ctx":{"multiple_of":0.5}}
        "1.5" => "1.5"
        "-2" => "-2"
        """#
    )
}
