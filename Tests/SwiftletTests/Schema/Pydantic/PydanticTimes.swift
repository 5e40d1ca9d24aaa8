// Recorded from Pydantic 2.14.

/// Pydantic's results for dates and times.
enum PydanticTimes {
    /// `datetime`, with an offset of zero.
    static let dateTime = PydanticTable(
        #"""
        "2026-01-02T03:04:05Z" => "2026-01-02T03:04:05Z"
        "2026-01-02T03:04:05.678900Z" => "2026-01-02T03:04:05.678900Z"
        "2026-01-02T03:04:05.6789Z" => "2026-01-02T03:04:05.678900Z"
        "2026-01-02t03:04:05z" => "2026-01-02T03:04:05Z"
        "2026-01-02_03:04:05Z" => "2026-01-02T03:04:05Z"
        "2026-01-02 03:04Z" => "2026-01-02T03:04:00Z"
        "2026-01-02T03:04:05.1234567Z" => "2026-01-02T03:04:05.123456Z"
        "2026-01-02T03:04:05.1234567890Z" => "2026-01-02T03:04:05.123456Z"
        "2026-01-02T03:04:05,5Z" => "2026-01-02T03:04:05.500000Z"
        "2026-01-02T03:04:05+00:00" => "2026-01-02T03:04:05Z"
        "2026-01-02T03:04:05-00:00" => "2026-01-02T03:04:05Z"
        "0001-01-01T00:00:00Z" => "0001-01-01T00:00:00Z"
        "9999-12-31T23:59:59Z" => "9999-12-31T23:59:59Z"
        "2000-02-29T00:00:00Z" => "2000-02-29T00:00:00Z"
        "2026-01-02T03" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, unexpected extra characters at the end of the input","ctx":{"error":"unexpected extra characters at the end of the input"}}
        "2026-01-02T03:04:05+01" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, unexpected extra characters at the end of the input","ctx":{"error":"unexpected extra characters at the end of the input"}}
        "2026-01-02T03:04:05+24:00" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, unexpected extra characters at the end of the input","ctx":{"error":"unexpected extra characters at the end of the input"}}
        "2026-01-02T03:04:60Z" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, unexpected extra characters at the end of the input","ctx":{"error":"unexpected extra characters at the end of the input"}}
        "2026-01-02T24:00:00Z" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, unexpected extra characters at the end of the input","ctx":{"error":"unexpected extra characters at the end of the input"}}
        "2026-02-30T00:00:00Z" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, day value is outside expected range","ctx":{"error":"day value is outside expected range"}}
        "1900-02-29T00:00:00Z" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, day value is outside expected range","ctx":{"error":"day value is outside expected range"}}
        "2026-13-01T00:00:00Z" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, month value is outside expected range of 1-12","ctx":{"error":"month value is outside expected range of 1-12"}}
        "2026-00-01T00:00:00Z" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, month value is outside expected range of 1-12","ctx":{"error":"month value is outside expected range of 1-12"}}
        "0000-01-01T00:00:00Z" !! {"type":"datetime_parsing","loc":[],"msg":"Input should be a valid datetime, year 0 is out of range","ctx":{"error":"year 0 is out of range"}}
        "2026-1-2T03:04:05Z" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, invalid character in month","ctx":{"error":"invalid character in month"}}
        "x" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, input is too short","ctx":{"error":"input is too short"}}
        "" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, input is too short","ctx":{"error":"input is too short"}}
        null !! {"type":"datetime_type","loc":[],"msg":"Input should be a valid datetime"}
        [] !! {"type":"datetime_type","loc":[],"msg":"Input should be a valid datetime"}
        {} !! {"type":"datetime_type","loc":[],"msg":"Input should be a valid datetime"}
        true !! {"type":"datetime_type","loc":[],"msg":"Input should be a valid datetime"}
        1700000000 => "2023-11-14T22:13:20Z"
        1700000000.5 => "2023-11-14T22:13:20.500000Z"
        "1700000000" => "2023-11-14T22:13:20Z"
        "1700000000.123456" => "2023-11-14T22:13:20.123456Z"
        1700000000123 => "2023-11-14T22:13:20.123000Z"
        20000000000 => "2603-10-11T11:33:20Z"
        20000000001 => "1970-08-20T11:33:20.001000Z"
        -1 => "1969-12-31T23:59:59Z"
        -20000000001 => "1969-05-14T12:26:39.999000Z"
        1e+300 !! {"type":"datetime_parsing","loc":[],"msg":"Input should be a valid datetime, dates after 9999 are not supported as unix timestamps","ctx":{"error":"dates after 9999 are not supported as unix timestamps"}}
        -1e+300 !! {"type":"datetime_parsing","loc":[],"msg":"Input should be a valid datetime, dates before 0000 are not supported as unix timestamps","ctx":{"error":"dates before 0000 are not supported as unix timestamps"}}
        10000000000000000000000000000000000000000 !! {"type":"datetime_parsing","loc":[],"msg":"Input should be a valid datetime, dates after 9999 are not supported as unix timestamps","ctx":{"error":"dates after 9999 are not supported as unix timestamps"}}
        "-1" => "1969-12-31T23:59:59Z"
        "+1" => "1970-01-01T00:00:01Z"
        "nan" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, input is too short","ctx":{"error":"input is too short"}}
        " 2026-01-02T03:04:05Z" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, invalid character in year","ctx":{"error":"invalid character in year"}}
        "2026-01-02T03:04:05 Z" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, unexpected extra characters at the end of the input","ctx":{"error":"unexpected extra characters at the end of the input"}}
        "2026-01-02T03:04:05Zx" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, unexpected extra characters at the end of the input","ctx":{"error":"unexpected extra characters at the end of the input"}}
        "2026-01-02T03:60:05Z" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, unexpected extra characters at the end of the input","ctx":{"error":"unexpected extra characters at the end of the input"}}
        "20260102T030405Z" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, invalid date separator, expected `-`","ctx":{"error":"invalid date separator, expected `-`"}}
        "2026-01-02T03:04:05.Z" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, unexpected extra characters at the end of the input","ctx":{"error":"unexpected extra characters at the end of the input"}}
        "253402300800" => "1978-01-11T21:31:40.800000Z"
        "1e9" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, input is too short","ctx":{"error":"input is too short"}}
        0.1 => "1970-01-01T00:00:00.100000Z"
        1.0000005 => "1970-01-01T00:00:01.000001Z"
        1.0000015 => "1970-01-01T00:00:01.000001Z"
        "2026/01/02T03:04:05Z" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, invalid date separator, expected `-`","ctx":{"error":"invalid date separator, expected `-`"}}
        "2026-01/02" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, invalid date separator, expected `-`","ctx":{"error":"invalid date separator, expected `-`"}}
        "2026-01-02T" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, unexpected extra characters at the end of the input","ctx":{"error":"unexpected extra characters at the end of the input"}}
        "2026-01-02x" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, unexpected extra characters at the end of the input","ctx":{"error":"unexpected extra characters at the end of the input"}}
        "999999999999999999999999999999" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, invalid date separator, expected `-`","ctx":{"error":"invalid date separator, expected `-`"}}
        "1." => "1970-01-01T00:00:01Z"
        "." !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, input is too short","ctx":{"error":"input is too short"}}
        " " !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, input is too short","ctx":{"error":"input is too short"}}
        "9223372036854775807" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, dates after 9999 are not supported as unix timestamps","ctx":{"error":"dates after 9999 are not supported as unix timestamps"}}
        "-1000000000000000" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, dates before 0000 are not supported as unix timestamps","ctx":{"error":"dates before 0000 are not supported as unix timestamps"}}
        -62135596800001 !! {"type":"datetime_parsing","loc":[],"msg":"Input should be a valid datetime, year 0 is out of range","ctx":{"error":"year 0 is out of range"}}
        "-62135596800001" !! {"type":"datetime_parsing","loc":[],"msg":"Input should be a valid datetime, year 0 is out of range","ctx":{"error":"year 0 is out of range"}}
        -62167219200000 !! {"type":"datetime_parsing","loc":[],"msg":"Input should be a valid datetime, year 0 is out of range","ctx":{"error":"year 0 is out of range"}}
        -62167219200001 !! {"type":"datetime_parsing","loc":[],"msg":"Input should be a valid datetime, dates before 0000 are not supported as unix timestamps","ctx":{"error":"dates before 0000 are not supported as unix timestamps"}}
        "-62167219200001" !! {"type":"datetime_from_date_parsing","loc":[],"msg":"Input should be a valid datetime or date, dates before 0000 are not supported as unix timestamps","ctx":{"error":"dates before 0000 are not supported as unix timestamps"}}
        """#
    )

    /// `date`.
    static let date = PydanticTable(
        #"""
        "2026-02-28" => "2026-02-28"
        "2026-02-29" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, day value is outside expected range","ctx":{"error":"day value is outside expected range"}}
        "2026-02-28T00:00:00" => "2026-02-28"
        "2026-02-28T00:00:00Z" => "2026-02-28"
        "2026-02-28T00:00:00+05:00" => "2026-02-28"
        "2026-02-28T01:00:00Z" !! {"type":"date_from_datetime_inexact","loc":[],"msg":"Datetimes provided to dates should have zero time - e.g. be exact dates"}
        "2026-2-28" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, input is too short","ctx":{"error":"input is too short"}}
        "x" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, input is too short","ctx":{"error":"input is too short"}}
        "" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, input is too short","ctx":{"error":"input is too short"}}
        null !! {"type":"date_type","loc":[],"msg":"Input should be a valid date"}
        1700000000 !! {"type":"date_from_datetime_inexact","loc":[],"msg":"Datetimes provided to dates should have zero time - e.g. be exact dates"}
        1700006400 => "2023-11-15"
        86400 => "1970-01-02"
        "86400" => "1970-01-02"
        0.5 !! {"type":"date_from_datetime_inexact","loc":[],"msg":"Datetimes provided to dates should have zero time - e.g. be exact dates"}
        "2026-02-28x" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, invalid datetime separator, expected `T`, `t`, `_` or space","ctx":{"error":"invalid datetime separator, expected `T`, `t`, `_` or space"}}
        "20260228" !! {"type":"date_from_datetime_inexact","loc":[],"msg":"Datetimes provided to dates should have zero time - e.g. be exact dates"}
        true !! {"type":"date_type","loc":[],"msg":"Input should be a valid date"}
        [] !! {"type":"date_type","loc":[],"msg":"Input should be a valid date"}
        "2026-13-01" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, month value is outside expected range of 1-12","ctx":{"error":"month value is outside expected range of 1-12"}}
        "10000-01-01" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, invalid date separator, expected `-`","ctx":{"error":"invalid date separator, expected `-`"}}
        "0000-01-01" !! {"type":"date_parsing","loc":[],"msg":"Input should be a valid date in the format YYYY-MM-DD, year 0 is out of range","ctx":{"error":"year 0 is out of range"}}
        "2026-02-28T25:00:00" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, hour value is outside expected range of 0-23","ctx":{"error":"hour value is outside expected range of 0-23"}}
        "2026-02-28T23:60:00" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, minute value is outside expected range of 0-59","ctx":{"error":"minute value is outside expected range of 0-59"}}
        "2026-02-28T23:59:60" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, second value is outside expected range of 0-59","ctx":{"error":"second value is outside expected range of 0-59"}}
        "2026-02-28T23:59:59." !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, second fraction digits missing after `.`","ctx":{"error":"second fraction digits missing after `.`"}}
        "2026-02-28T23:59:59x" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, invalid timezone sign","ctx":{"error":"invalid timezone sign"}}
        "2026-02-28T23:59:59+1" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, invalid timezone hour","ctx":{"error":"invalid timezone hour"}}
        "2026-02-28T23:59:59+1x:00" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, invalid timezone hour","ctx":{"error":"invalid timezone hour"}}
        "2026-02-28T23:59:59+01:6" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, invalid timezone minute","ctx":{"error":"invalid timezone minute"}}
        "2026-02-28T23:59:59+01:60" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, timezone minute value is outside expected range of 0-59","ctx":{"error":"timezone minute value is outside expected range of 0-59"}}
        "2026-02-28T23:59:59+24:00" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, timezone offset must be less than 24 hours","ctx":{"error":"timezone offset must be less than 24 hours"}}
        "2026-02-28T23:59:59Zx" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, unexpected extra characters at the end of the input","ctx":{"error":"unexpected extra characters at the end of the input"}}
        "2026-02-28T2x:59" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, invalid character in hour","ctx":{"error":"invalid character in hour"}}
        "2026-02-28T23-59" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, invalid time separator, expected `:`","ctx":{"error":"invalid time separator, expected `:`"}}
        "2026-02-28T23:5x" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, invalid character in minute","ctx":{"error":"invalid character in minute"}}
        "2026-02-28T23:59:5x" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, invalid character in second","ctx":{"error":"invalid character in second"}}
        "2026-02-28T" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, input is too short","ctx":{"error":"input is too short"}}
        "2026" !! {"type":"date_from_datetime_inexact","loc":[],"msg":"Datetimes provided to dates should have zero time - e.g. be exact dates"}
        "2026-02-" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, input is too short","ctx":{"error":"input is too short"}}
        "1" !! {"type":"date_from_datetime_inexact","loc":[],"msg":"Datetimes provided to dates should have zero time - e.g. be exact dates"}
        1e+30 !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, dates after 9999 are not supported as unix timestamps","ctx":{"error":"dates after 9999 are not supported as unix timestamps"}}
        -1e+30 !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, dates before 0000 are not supported as unix timestamps","ctx":{"error":"dates before 0000 are not supported as unix timestamps"}}
        "2026-02-28T00:00" => "2026-02-28"
        "-1" !! {"type":"date_from_datetime_inexact","loc":[],"msg":"Datetimes provided to dates should have zero time - e.g. be exact dates"}
        -86400 => "1969-12-31"
        "2x26-02-28" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, invalid character in year","ctx":{"error":"invalid character in year"}}
        "2026-x2-28" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, invalid character in month","ctx":{"error":"invalid character in month"}}
        "2026-02-x8" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, invalid character in day","ctx":{"error":"invalid character in day"}}
        "2026/02-28" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, invalid date separator, expected `-`","ctx":{"error":"invalid date separator, expected `-`"}}
        "2026-02/28" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, invalid date separator, expected `-`","ctx":{"error":"invalid date separator, expected `-`"}}
        "2024-02-29" => "2024-02-29"
        "2026-04-31" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, day value is outside expected range","ctx":{"error":"day value is outside expected range"}}
        "2026-04-00" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, day value is outside expected range","ctx":{"error":"day value is outside expected range"}}
        "\u0662026-04-0" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, invalid character in year","ctx":{"error":"invalid character in year"}}
        "2026-01-02T24:,0" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, invalid character in minute","ctx":{"error":"invalid character in minute"}}
        "2026-01-02T00:00:0" !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, invalid character in second","ctx":{"error":"invalid character in second"}}
        ".5" !! {"type":"date_from_datetime_inexact","loc":[],"msg":"Datetimes provided to dates should have zero time - e.g. be exact dates"}
        "+.5" !! {"type":"date_from_datetime_inexact","loc":[],"msg":"Datetimes provided to dates should have zero time - e.g. be exact dates"}
        "0." => "1970-01-01"
        "86400." => "1970-01-02"
        "." !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, input is too short","ctx":{"error":"input is too short"}}
        "1.5." !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, input is too short","ctx":{"error":"input is too short"}}
        -62135683200000 !! {"type":"date_parsing","loc":[],"msg":"Input should be a valid date in the format YYYY-MM-DD, year 0 is out of range","ctx":{"error":"year 0 is out of range"}}
        -62167219200001 !! {"type":"date_from_datetime_parsing","loc":[],"msg":"Input should be a valid date or datetime, dates before 0000 are not supported as unix timestamps","ctx":{"error":"dates before 0000 are not supported as unix timestamps"}}
        """#
    )

    /// `time`, without an offset.
    static let time = PydanticTable(
        #"""
        "03:04:05" => "03:04:05"
        "03:04" => "03:04:00"
        "03:04:05.5" => "03:04:05.500000"
        "24:00:00" !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, hour value is outside expected range of 0-23","ctx":{"error":"hour value is outside expected range of 0-23"}}
        "x" !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, input is too short","ctx":{"error":"input is too short"}}
        "" !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, input is too short","ctx":{"error":"input is too short"}}
        null !! {"type":"time_type","loc":[],"msg":"Input should be a valid time"}
        "3600" !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, input is too short","ctx":{"error":"input is too short"}}
        86400 !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, numeric times may not exceed 86,399 seconds","ctx":{"error":"numeric times may not exceed 86,399 seconds"}}
        -1 !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, time in seconds should be positive","ctx":{"error":"time in seconds should be positive"}}
        "03:04:60" !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, second value is outside expected range of 0-59","ctx":{"error":"second value is outside expected range of 0-59"}}
        "3:04" !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, input is too short","ctx":{"error":"input is too short"}}
        true !! {"type":"time_type","loc":[],"msg":"Input should be a valid time"}
        [] !! {"type":"time_type","loc":[],"msg":"Input should be a valid time"}
        "03:04:05.1234567" => "03:04:05.123456"
        "030405" !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, invalid time separator, expected `:`","ctx":{"error":"invalid time separator, expected `:`"}}
        "03" !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, input is too short","ctx":{"error":"input is too short"}}
        "03:60" !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, minute value is outside expected range of 0-59","ctx":{"error":"minute value is outside expected range of 0-59"}}
        "03:04:05x" !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, invalid timezone sign","ctx":{"error":"invalid timezone sign"}}
        "1e9" !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, input is too short","ctx":{"error":"input is too short"}}
        1e+30 !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, numeric times may not exceed 86,399 seconds","ctx":{"error":"numeric times may not exceed 86,399 seconds"}}
        "23:59:59.999999" => "23:59:59.999999"
        "03:04:05." !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, second fraction digits missing after `.`","ctx":{"error":"second fraction digits missing after `.`"}}
        "03:04:05+1" !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, invalid timezone hour","ctx":{"error":"invalid timezone hour"}}
        "0x:04" !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, invalid character in hour","ctx":{"error":"invalid character in hour"}}
        "03:x4" !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, invalid character in minute","ctx":{"error":"invalid character in minute"}}
        "03:04:x5" !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, invalid character in second","ctx":{"error":"invalid character in second"}}
        "12:30:5" !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, invalid character in second","ctx":{"error":"invalid character in second"}}
        "12:30:" !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, invalid character in second","ctx":{"error":"invalid character in second"}}
        "24:x0" !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, invalid character in minute","ctx":{"error":"invalid character in minute"}}
        "92 33:00" !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, invalid time separator, expected `:`","ctx":{"error":"invalid time separator, expected `:`"}}
        -1e400 !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, time in seconds should be positive","ctx":{"error":"time in seconds should be positive"}}
        "03:04:05+01:00" => "03:04:05+01:00"
        "03:04Z" => "03:04:00Z"
        1.5 => "00:00:01.500000Z"
        86399.9999999 !! {"type":"time_parsing","loc":[],"msg":"Input should be in a valid time format, numeric times may not exceed 86,399 seconds","ctx":{"error":"numeric times may not exceed 86,399 seconds"}}
        """#
    )
}
